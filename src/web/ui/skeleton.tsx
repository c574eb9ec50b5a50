import { classes } from "./classes.ts";
import styles from "./skeleton.module.css";

interface SkeletonProps {
  readonly kind: "message" | "row";
  readonly count: number;
}

/** Holds the place of what is loading, in its size. Hidden from assistive technology: the region says that it loads. */
export function Skeleton({ kind, count }: SkeletonProps) {
  return (
    <div aria-hidden="true" className={styles.list}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={styles[kind]}>
          <span className={styles.face} />
          <span className={styles.lines}>
            {kind === "message" && <span className={classes(styles.line, styles.name)} />}
            <span className={styles.line} data-width={index % 4} />
          </span>
        </div>
      ))}
    </div>
  );
}
