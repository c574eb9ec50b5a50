import type { ReactNode } from "react";
import MessageCircle from "lucide-react/icons/message-circle";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageLayout } from "../page-layout.tsx";
import { SearchField } from "../people/search-field.tsx";
import peopleStyles from "../people/people-page.module.css";
import { ChatItem } from "./chat-item.tsx";

interface ChatsPageProps {
  readonly me: Self;
  /** In the order in which they are shown. */
  readonly chats: readonly RoomForMe[];
  readonly action?: ReactNode;
  readonly onType?: (typed: string) => void;
  readonly onHide?: (room: RoomForMe) => void;
  /** In place of the list: what was found. */
  readonly found?: ReactNode;
}

/** My chats, and a search for people that starts another. */
export function ChatsPage({ me, chats, action, onType, onHide, found }: ChatsPageProps) {
  return (
    <PageLayout title="Chats" action={action}>
      <SearchField label="Find somebody to talk with" {...(onType && { onType })} />
      {found ??
        (chats.length > 0 ? (
          <ul className={peopleStyles.list} aria-label="My chats">
            {chats.map((room) => (
              <li key={room.id}>
                <ChatItem room={room} me={me} {...(onHide && { onHide })} />
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState
            icon={MessageCircle}
            title="No chats yet"
            action={<ButtonLink href="/people/">See who is here</ButtonLink>}
          >
            A chat is between you and one other, or a few. Find somebody by name and write to them; only they will see
            it.
          </EmptyState>
        ))}
    </PageLayout>
  );
}
