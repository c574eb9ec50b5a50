import type { ReactNode } from "react";
import { Link } from "../../ui/link.tsx";
import { PageLayout } from "../page-layout.tsx";
import type { AdminTab } from "../shell/routes.ts";
import styles from "./admin-frame.module.css";

const tabs: readonly (readonly [AdminTab, string, string])[] = [
  ["people", "/admin/", "People"],
  ["messages", "/admin/messages/", "Messages"],
];

interface AdminFrameProps {
  readonly tab: AdminTab;
  readonly children: ReactNode;
}

/** The title and the two tabs, which are addresses of their own. */
export function AdminFrame({ tab, children }: AdminFrameProps) {
  return (
    <PageLayout title="Administration">
      <nav className={styles.tabs} aria-label="Administration">
        {tabs.map(([name, href, label]) => (
          <Link key={name} href={href} className={styles.tab} aria-current={name === tab ? "page" : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      {children}
    </PageLayout>
  );
}
