import { useRef, useState, type KeyboardEvent } from "react";
import Search from "lucide-react/icons/search";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { RoomForMe } from "#protocol/room.ts";
import { useApp } from "../../store/app.ts";
import { classes } from "../../ui/classes.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { isComposing } from "../composer/is-composing.ts";
import { RoomIcon } from "../room/room-icon.tsx";
import { roomPath } from "../room-path.ts";
import { countUnread } from "../sidebar/count-unread.ts";
import { closeOverlay } from "./overlay-store.ts";
import { rankRooms } from "./rank-rooms.ts";
import styles from "./quick-switcher.module.css";

const shownRooms = 9;

/** Type, then Enter for the first, or arrow down to another. */
export function QuickSwitcher() {
  const [typed, setTyped] = useState("");
  const isPicked = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  const [, navigate] = useBrowserLocation();
  const rooms = useApp((state) => state.rooms);
  const found = rankRooms([...rooms.values()], typed).slice(0, shownRooms);
  const open = (room: RoomForMe | undefined) => {
    if (!room) return;
    isPicked.current = true;
    navigate(roomPath(room.slug));
    closeOverlay();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    if (event.key === "Enter") open(found[0]);
    else if (event.key === "ArrowDown") step(box.current, 2);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Find a room" onClose={closeOverlay} isBare returnTo={() => !isPicked.current || findComposer()}>
      <div ref={box}>
        <label className={styles.field}>
          <Icon of={Search} />
          <VisuallyHidden>Find a room</VisuallyHidden>
          <input
            className={styles.input}
            data-first
            placeholder="Find a room"
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="go"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
          />
        </label>
        <ul className={styles.list} aria-label="Rooms found">
          {found.map((room) => (
            <li key={room.id}>
              <Choice room={room} onPick={() => open(room)} onStep={(by) => step(box.current, by)} />
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className={styles.none}>No room is called that. Try fewer letters.</p>}
      </div>
    </Dialog>
  );
}

/** There already when the room picked is the one that is open; another one takes the focus itself. */
function findComposer(): HTMLElement | false {
  return document.querySelector<HTMLElement>("[data-composer]") ?? false;
}

/** Moves the focus along the field and the rooms below it. From the field, the first room stands for Enter already. */
function step(box: HTMLElement | null, by: number): void {
  const stops = [...(box?.querySelectorAll<HTMLElement>("input, button") ?? [])];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  stops[Math.min(stops.length - 1, Math.max(0, at + by))]?.focus();
}

interface ChoiceProps {
  readonly room: RoomForMe;
  readonly onPick: () => void;
  readonly onStep: (by: number) => void;
}

function Choice({ room, onPick, onStep }: ChoiceProps) {
  const unread = countUnread(room);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") onStep(1);
    else if (event.key === "ArrowUp") onStep(-1);
    else return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      className={classes(styles.choice, unread > 0 && styles.unread)}
      onClick={onPick}
      onKeyDown={onKeyDown}
    >
      <RoomIcon room={room} />
      <bdi className={styles.name}>{room.name}</bdi>
      {unread > 0 && (
        <span className={styles.count}>
          {unread}
          <VisuallyHidden> unread</VisuallyHidden>
        </span>
      )}
      {!room.membership && <span className={styles.note}>not joined</span>}
    </button>
  );
}
