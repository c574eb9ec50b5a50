import { nameDay } from "../../i18n/day.ts";
import { useToday } from "../../i18n/viewer-zone.ts";
import styles from "./separator.module.css";

export function DaySeparator({ day }: { readonly day: number }) {
  const today = useToday();
  return (
    <div className={styles.day}>
      <span>{nameDay(day, today)}</span>
    </div>
  );
}

export function NewDivider() {
  return (
    <div className={styles.new} data-divider="new">
      <span>New</span>
    </div>
  );
}
