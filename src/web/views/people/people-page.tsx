import type { ReactNode } from "react";
import Users from "lucide-react/icons/users";
import UserSearch from "lucide-react/icons/user-search";
import type { Self, User } from "#protocol/user.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { PageLayout } from "../page-layout.tsx";
import { PersonItem } from "./person-item.tsx";
import { SearchField } from "./search-field.tsx";
import styles from "./people-page.module.css";

interface PeoplePageProps {
  readonly me: Self;
  readonly typed: string;
  /** Undefined while they are on their way for the first time. */
  readonly users: readonly User[] | undefined;
  readonly onType?: (typed: string) => void;
  readonly onMessage?: (user: User) => void;
  /** What stands above the list: a failure. */
  readonly notice?: ReactNode;
  /** How to go on below it. */
  readonly more?: ReactNode;
}

/** Everybody here, and the way to write to each. */
export function PeoplePage({ me, typed, users, onType, onMessage, notice, more }: PeoplePageProps) {
  return (
    <PageLayout title="People">
      <SearchField label="Find people by name" value={typed} {...(onType && { onType })} />
      {notice}
      {users === undefined && !notice && <Skeleton kind="row" count={8} />}
      {users && users.length > 0 && (
        <ul className={styles.list} aria-label={typed.trim() === "" ? "Everybody" : "People found"}>
          {users.map((user) => (
            <li key={user.id}>
              <PersonItem user={user} isMe={user.id === me.id} {...(onMessage && { onMessage })} />
            </li>
          ))}
        </ul>
      )}
      {users?.length === 0 && <NobodyFound typed={typed.trim()} />}
      {users?.length === 1 && typed.trim() === "" && (
        <EmptyState icon={Users} title="You are the first one here">
          Send the address of this page to the people you want to talk with. They appear here once they have registered.
        </EmptyState>
      )}
      {more}
    </PageLayout>
  );
}

function NobodyFound({ typed }: { readonly typed: string }) {
  return (
    <EmptyState icon={UserSearch} title={`Nobody is called “${typed}”`}>
      Try a part of the name or of the username. One mistyped letter is forgiven in longer names.
    </EmptyState>
  );
}
