import { useState } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import UserSearch from "lucide-react/icons/user-search";
import type { Self } from "#protocol/user.ts";
import { useApp } from "../../store/app.ts";
import { chatActions } from "../../store/chats.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { explainError } from "../explain-error.ts";
import { openOverlay } from "../overlays/overlay-store.ts";
import peopleStyles from "../people/people-page.module.css";
import { PersonItem } from "../people/person-item.tsx";
import { useFoundPeople } from "../people/use-found-people.ts";
import { useOpenDirect } from "../people/use-open-direct.ts";
import { ChatsPage } from "./chats-page.tsx";
import { orderChats } from "./order-chats.ts";

export function LiveChatsPage({ me }: { readonly me: Self }) {
  const [typed, setTyped] = useState("");
  const rooms = useApp((state) => state.rooms);
  const action = (
    <Button tone="primary" onClick={() => openOverlay({ kind: "new-message" })}>
      New message
    </Button>
  );
  return (
    <ChatsPage
      me={me}
      chats={orderChats(rooms.values())}
      action={action}
      onType={setTyped}
      onHide={(room) => void chatActions.hideChat(room.id)}
      {...(typed.trim() !== "" && { found: <Found me={me} typed={typed} /> })}
    />
  );
}

function Found({ me, typed }: { readonly me: Self; readonly typed: string }) {
  const { users, error } = useFoundPeople(typed);
  const direct = useOpenDirect();
  const failure = direct.error ?? error;
  if (failure) {
    return (
      <Banner tone="bad" icon={CircleAlert}>
        {explainError(failure)}
      </Banner>
    );
  }
  if (!users) return <Skeleton kind="row" count={4} />;
  if (users.length === 0) {
    return (
      <EmptyState icon={UserSearch} title={`Nobody is called “${typed.trim()}”`}>
        Try a part of the name or of the username.
      </EmptyState>
    );
  }
  return (
    <ul className={peopleStyles.list} aria-label="People found">
      {users.map((user) => (
        <li key={user.id}>
          <PersonItem user={user} isMe={user.id === me.id} onMessage={() => void direct.open([user])} />
        </li>
      ))}
    </ul>
  );
}
