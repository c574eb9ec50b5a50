import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./log.module.css";

interface OlderHeadProps {
  readonly height: number;
  readonly hasFailed: boolean;
  readonly onRetry: () => void;
}

/** Stands above the oldest loaded message; always the same height, so that history replaces it without a jump. */
export function OlderHead({ height, hasFailed, onRetry }: OlderHeadProps) {
  return (
    <div className={styles.head} style={{ height }}>
      {hasFailed ? (
        <div className={styles.older}>
          <Button onClick={onRetry}>Load older messages</Button>
        </div>
      ) : (
        <Skeleton kind="message" count={1} />
      )}
    </div>
  );
}
