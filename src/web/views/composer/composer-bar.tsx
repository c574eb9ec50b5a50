import type { ReactNode } from "react";
import styles from "./composer-bar.module.css";

interface ComposerBarProps {
  readonly text: ReactNode;
  readonly children: ReactNode;
}

/** Stands where the composer would, for those who may not write yet: says why, and offers the way in. */
export function ComposerBar({ text, children }: ComposerBarProps) {
  return (
    <div className={styles.bar}>
      <p className={styles.text}>{text}</p>
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
