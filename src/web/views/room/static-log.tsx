import type { ReactNode } from "react";
import { classes } from "../../ui/classes.ts";
import { reachable } from "../../ui/reachable.ts";
import type { Row } from "./build-rows.ts";
import { MessageRow } from "./message-row.tsx";
import styles from "./log.module.css";

interface StaticLogProps {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly head: ReactNode;
}

/** The log as the server draws it: all of it, at its foot, without script. */
export function StaticLog({ label, rows, head }: StaticLogProps) {
  return (
    <div
      className={classes(styles.log, styles.static)}
      data-static
      role="log"
      aria-live="off"
      aria-label={label}
      {...reachable}
    >
      <div className={styles.rows}>
        {head}
        {rows.map((row) => (
          <div key={row.key} className={styles.row}>
            <MessageRow row={row} me={undefined} />
          </div>
        ))}
      </div>
    </div>
  );
}
