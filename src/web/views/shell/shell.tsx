import type { ReactNode } from "react";
import styles from "./shell.module.css";

export type Pane = "sidebar" | "main" | "details";

interface ShellProps {
  readonly sidebar: ReactNode;
  readonly main: ReactNode;
  readonly details?: ReactNode;
  /** Which of the stacked panes a phone shows. Without script the address decides by CSS. */
  readonly pane?: Pane;
}

export function Shell({ sidebar, main, details, pane }: ShellProps) {
  return (
    <div className={styles.shell} data-pane={pane} data-static={pane === undefined || undefined}>
      <a className={styles.skip} href="#room">
        Skip to the room
      </a>
      {sidebar}
      {main}
      {details}
    </div>
  );
}
