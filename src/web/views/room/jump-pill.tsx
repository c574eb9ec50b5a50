import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import { Icon } from "../../ui/icon.tsx";
import styles from "./jump-pill.module.css";

interface JumpPillProps {
  readonly count: number;
  readonly onJump: () => void;
}

export function JumpPill({ count, onJump }: JumpPillProps) {
  return (
    <button type="button" className={styles.pill} onClick={onJump}>
      {count > 0 && <span>{count} new ·</span>}
      Jump to latest
      <Icon of={ArrowDown} size={15} />
    </button>
  );
}

/** What is new begins above. */
export function NewAbovePill({ onJump }: Pick<JumpPillProps, "onJump">) {
  return (
    <button type="button" className={`${styles.pill} ${styles.above}`} onClick={onJump}>
      Jump to first unread
      <Icon of={ArrowUp} size={15} />
    </button>
  );
}
