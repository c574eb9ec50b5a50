import styles from "./badge.module.css";

interface BadgeProps {
  readonly count: number;
  /** What is counted, read aloud after the number. */
  readonly label: string;
}

export function Badge({ count, label }: BadgeProps) {
  return (
    <span className={styles.badge}>
      {count > 99 ? "99+" : count}
      <span className={styles.label}> {label}</span>
    </span>
  );
}
