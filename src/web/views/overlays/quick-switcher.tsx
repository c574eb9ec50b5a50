import { useState, type KeyboardEvent } from "react";
import Search from "lucide-react/icons/search";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { RoomForMe } from "#protocol/room.ts";
import { useApp } from "../../store/app.ts";
import { classes } from "../../ui/classes.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { isComposing } from "../composer/is-composing.ts";
import { RoomIcon } from "../room/room-icon.tsx";
import { roomPath } from "../room-path.ts";
import { countUnread } from "../sidebar/count-unread.ts";
import { closeOverlay } from "./overlay-store.ts";
import { rankRooms } from "./rank-rooms.ts";
import styles from "./quick-switcher.module.css";

const shownRooms = 9;

export function QuickSwitcher() {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [, navigate] = useBrowserLocation();
  const rooms = useApp((state) => state.rooms);
  const found = rankRooms([...rooms.values()], typed).slice(0, shownRooms);
  const open = (room: RoomForMe | undefined) => {
    if (!room) return;
    closeOverlay();
    navigate(roomPath(room.slug));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") setAt((at + 1) % Math.max(1, found.length));
    else if (event.key === "ArrowUp") setAt((at + found.length - 1) % Math.max(1, found.length));
    else if (event.key === "Enter") open(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Find a room" onClose={closeOverlay} isBare>
      <div className={styles.field}>
        <Icon of={Search} />
        <input
          className={styles.input}
          role="combobox"
          aria-label="Find a room"
          aria-expanded={found.length > 0}
          aria-controls="switcher-list"
          aria-activedescendant={found[at] && `switcher-${found[at].id}`}
          placeholder="Find a room"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={styles.list} role="listbox" id="switcher-list" aria-label="Rooms">
        {found.map((room, index) => (
          <Option
            key={room.id}
            room={room}
            isActive={index === at}
            onPick={() => open(room)}
            onPoint={() => setAt(index)}
          />
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>No room is called that. Try fewer letters.</p>}
    </Dialog>
  );
}

interface OptionProps {
  readonly room: RoomForMe;
  readonly isActive: boolean;
  readonly onPick: () => void;
  readonly onPoint: () => void;
}

function Option({ room, isActive, onPick, onPoint }: OptionProps) {
  const unread = countUnread(room);
  return (
    <div
      id={`switcher-${room.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={classes(styles.option, isActive && styles.active, unread > 0 && styles.unread)}
      onClick={onPick}
      onKeyDown={undefined}
      onPointerMove={onPoint}
    >
      <RoomIcon room={room} />
      <bdi className={styles.name}>{room.name}</bdi>
      {unread > 0 && <span className={styles.count}>{unread}</span>}
      {!room.membership && <span className={styles.note}>not joined</span>}
    </div>
  );
}
