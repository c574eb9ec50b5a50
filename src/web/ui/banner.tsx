import type { ReactNode } from "react";
import type { Drawing } from "./icon.tsx";
import { classes } from "./classes.ts";
import { Icon } from "./icon.tsx";
import styles from "./banner.module.css";

interface BannerProps {
  readonly tone: "warn" | "bad";
  readonly icon: Drawing;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Says what is wrong and what to do, in the place where it matters. */
export function Banner({ tone, icon, children, action }: BannerProps) {
  return (
    <div className={classes(styles.banner, styles[tone])} role={tone === "bad" ? "alert" : "status"}>
      <Icon of={icon} />
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
