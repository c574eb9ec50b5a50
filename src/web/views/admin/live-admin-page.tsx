import type { Self } from "#protocol/user.ts";
import type { AdminTab } from "../shell/routes.ts";
import { AdminFrame } from "./admin-frame.tsx";
import { MessagesTab } from "./messages-tab.tsx";
import { PeopleTab } from "./people-tab.tsx";

interface LiveAdminPageProps {
  readonly tab: AdminTab;
  readonly me: Self;
}

export function LiveAdminPage({ tab, me }: LiveAdminPageProps) {
  return <AdminFrame tab={tab}>{tab === "people" ? <PeopleTab me={me} /> : <MessagesTab />}</AdminFrame>;
}
