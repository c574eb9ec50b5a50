import type { ReactNode } from "react";
import { Link } from "../../ui/link.tsx";
import styles from "./account-layout.module.css";

interface AccountLayoutProps {
  readonly installationName: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/** A page with one thing to do. */
export function AccountLayout({ installationName, title, lead, children, foot }: AccountLayoutProps) {
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <Link href="/" className={styles.brand}>
          <span className={styles.mark} aria-hidden="true">
            {installationName.slice(0, 1).toUpperCase()}
          </span>
          <bdi>{installationName}</bdi>
        </Link>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        {children}
        {foot !== undefined && <p className={styles.foot}>{foot}</p>}
      </main>
    </div>
  );
}
