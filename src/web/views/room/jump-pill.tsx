import ArrowDown from "lucide-react/icons/arrow-down";
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
