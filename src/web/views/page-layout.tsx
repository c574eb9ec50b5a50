import type { ReactNode } from "react";
import ChevronLeft from "lucide-react/icons/chevron-left";
import { Icon } from "../ui/icon.tsx";
import { iconButtonClass } from "../ui/icon-button.tsx";
import styles from "./page-layout.module.css";

interface PageLayoutProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A page beside the sidebar that is no room. */
export function PageLayout({ title, action, children }: PageLayoutProps) {
  return (
    <main className={styles.page} id="room" aria-label={title} tabIndex={-1}>
      <header className={styles.header}>
        <a href="#sidebar" className={`${iconButtonClass()} ${styles.back}`} aria-label="Back to the list of rooms">
          <Icon of={ChevronLeft} size={20} />
        </a>
        <h1 className={styles.title}>{title}</h1>
        {action}
      </header>
      <div className={styles.body} data-region tabIndex={-1}>
        <div className={styles.column}>{children}</div>
      </div>
    </main>
  );
}
