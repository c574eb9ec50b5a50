import type { ReactNode } from "react";
import styles from "./room-layout.module.css";

interface RoomLayoutProps {
  readonly label: string;
  readonly header: ReactNode;
  readonly log: ReactNode;
  /** What floats over the log's foot. */
  readonly pill?: ReactNode;
  readonly footer: ReactNode;
  readonly banner?: ReactNode;
}

export function RoomLayout({ label, header, log, pill, footer, banner }: RoomLayoutProps) {
  return (
    <main className={styles.room} aria-label={label} id="room" tabIndex={-1}>
      {header}
      <div className={styles.body}>
        {log}
        {pill}
      </div>
      {banner !== undefined && <div className={styles.banner}>{banner}</div>}
      <div className={styles.foot}>{footer}</div>
    </main>
  );
}
