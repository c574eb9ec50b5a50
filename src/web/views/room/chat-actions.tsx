import { useBrowserLocation } from "wouter/use-browser-location";
import type { RoomForMe } from "#protocol/room.ts";
import { chatActions } from "../../store/chats.ts";
import { Button } from "../../ui/button.tsx";
import { openOverlay } from "../overlays/overlay-store.ts";
import styles from "./details-panel.module.css";

/** What only direct and group chats offer. */
export function ChatActions({ room }: { readonly room: RoomForMe }) {
  const [, navigate] = useBrowserLocation();
  const hide = async () => {
    const outcome = await chatActions.hideChat(room.id);
    if (outcome.ok) navigate("/chats/");
  };
  return (
    <section className={styles.section} aria-label="This chat">
      {room.kind === "group" && (
        <div className={styles.choice}>
          <Button onClick={() => openOverlay({ kind: "convert-group", room })}>Turn into a private room</Button>
          <p className={styles.fact}>A room has a name, an owner and an address. It cannot become a group again.</p>
        </div>
      )}
      <div className={styles.choice}>
        <Button onClick={() => void hide()}>Hide this chat</Button>
        <p className={styles.fact}>It leaves your list until something new comes in it.</p>
      </div>
    </section>
  );
}
