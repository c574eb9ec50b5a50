import type { ReactNode } from "react";
import type { Drawing } from "./icon.tsx";
import { Icon } from "./icon.tsx";
import styles from "./empty-state.module.css";

interface EmptyStateProps {
  readonly icon: Drawing;
  readonly title: string;
  /** One or two sentences that teach what belongs here. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly level?: 1 | 2;
}

export function EmptyState({ icon, title, children, action, level = 2 }: EmptyStateProps) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className={styles.empty}>
      <span className={styles.icon}>
        <Icon of={icon} size={24} />
      </span>
      <Heading className={styles.title}>{title}</Heading>
      <p className={styles.text}>{children}</p>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
