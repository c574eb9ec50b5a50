import { Popover } from "@base-ui/react/popover";
import CircleAlert from "lucide-react/icons/circle-alert";
import MessageCircle from "lucide-react/icons/message-circle";
import type { User } from "#protocol/user.ts";
import { useApp } from "../../store/app.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { BlockButton } from "../attention/block-button.tsx";
import { explainError } from "../explain-error.ts";
import { useOpenDirect } from "../people/use-open-direct.ts";
import { closeOverlay } from "./overlay-store.ts";
import { PersonFacts } from "./person-facts.tsx";
import { PresenceWord } from "../presence/presence-word.tsx";
import styles from "./person-card.module.css";

interface PersonCardProps {
  readonly user: User;
  readonly anchor: HTMLElement;
}

/** Who somebody is, and the way to write to them: beside what was pressed, on a phone over the whole width. */
export function PersonCard({ user, anchor }: PersonCardProps) {
  if (matchMedia("(max-width: 720px)").matches) {
    return (
      <Dialog title={user.displayName} onClose={closeOverlay} returnTo={() => (anchor.isConnected ? anchor : null)}>
        <Card user={user} isNamed />
      </Dialog>
    );
  }
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && closeOverlay()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} side="right" align="start" sideOffset={8} className={styles.positioner}>
          <Popover.Popup className={styles.popup} finalFocus={() => (anchor.isConnected ? anchor : null)}>
            <Popover.Title className={styles.title}>{user.displayName}</Popover.Title>
            <Card user={user} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface CardProps {
  readonly user: User;
  /** The name stands above it already. */
  readonly isNamed?: boolean;
}

function Card({ user, isNamed = false }: CardProps) {
  const me = useApp((state) => state.me);
  const { open, isBusy, error } = useOpenDirect();
  const write = async () => {
    if (await open([user])) closeOverlay();
  };
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <Avatar name={user.displayName} seed={user.id} src={user.avatar} />
        <div className={styles.who}>
          {!isNamed && <bdi className={styles.name}>{user.displayName}</bdi>}
          <span className={styles.handle}>
            @{user.username}
            <PresenceWord id={user.id} />
          </span>
        </div>
      </div>
      {me && <PersonFacts user={user} />}
      {error && (
        <Banner tone="bad" icon={CircleAlert}>
          {explainError(error)}
        </Banner>
      )}
      {me && (
        <Button tone="primary" isWide isBusy={isBusy} onClick={() => void write()}>
          <Icon of={MessageCircle} />
          {me.id === user.id ? "Notes to myself" : "Message"}
        </Button>
      )}
      {me && me.id !== user.id && <BlockButton user={user} />}
    </div>
  );
}
