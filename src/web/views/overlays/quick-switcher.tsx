import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import Search from "lucide-react/icons/search";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { RoomForMe } from "#protocol/room.ts";
import { foldName } from "#protocol/search-name.ts";
import type { User } from "#protocol/user.ts";
import { useApp } from "../../store/app.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { classes } from "../../ui/classes.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { isComposing } from "../composer/is-composing.ts";
import { nameRoom } from "../name-room.ts";
import { fits } from "../people/fits.ts";
import { useFoundPeople } from "../people/use-found-people.ts";
import { useOpenDirect } from "../people/use-open-direct.ts";
import { RoomFace } from "../room/room-face.tsx";
import { roomPath } from "../room-path.ts";
import { countUnread } from "../sidebar/count-unread.ts";
import { closeOverlay } from "./overlay-store.ts";
import { rankRooms } from "./rank-rooms.ts";
import { stepByArrows, stepFocus } from "./step-focus.ts";
import styles from "./quick-switcher.module.css";

const shown = { rooms: 9, people: 6 } as const;

/** Type, then Enter for the first, or arrow down to another. */
export function QuickSwitcher() {
  const me = useApp((state) => state.me);
  return me ? <RoomsAndPeople /> : <Switcher title="Find a room" typed={undefined} />;
}

function RoomsAndPeople() {
  const [typed, setTyped] = useState("");
  const { users = [] } = useFoundPeople(typed.trim());
  const query = foldName(typed);
  const people = query === "" ? [] : users.filter(fits(query));
  return <Switcher title="Find people and rooms" typed={{ text: typed, set: setTyped }} users={people} />;
}

interface SwitcherProps {
  readonly title: string;
  /** Undefined: kept here, since only rooms are looked for. */
  readonly typed: { readonly text: string; readonly set: (text: string) => void } | undefined;
  readonly users?: readonly User[];
}

function Switcher({ title, typed: given, users = [] }: SwitcherProps) {
  const own = useState("");
  const [typed, setTyped] = given ? [given.text, given.set] : own;
  const isPicked = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  const [, navigate] = useBrowserLocation();
  const direct = useOpenDirect();
  const rooms = useApp((state) => state.rooms);
  const found = rankRooms([...rooms.values()], typed).slice(0, shown.rooms);
  const people = users.filter(({ id }) => !found.some((room) => isDirectWith(room, id))).slice(0, shown.people);
  const open = (room: RoomForMe) => {
    isPicked.current = true;
    navigate(roomPath(room.slug));
    closeOverlay();
  };
  const write = async (user: User) => {
    isPicked.current = await direct.open([user]);
    if (isPicked.current) closeOverlay();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    if (event.key === "Enter") box.current?.querySelector<HTMLElement>("button[data-choice]")?.click();
    else if (event.key === "ArrowDown") stepFocus(box.current, 2);
    else return;
    event.preventDefault();
  };
  const onStep = (event: KeyboardEvent) => stepByArrows(event, box.current);
  return (
    <Dialog title={title} onClose={closeOverlay} isBare returnTo={() => !isPicked.current || findComposer()}>
      <div ref={box}>
        <Field label={title} typed={typed} onType={setTyped} onKeyDown={onKeyDown} />
        <ul className={styles.list} aria-label="Found">
          {found.map((room) => (
            <li key={room.id}>
              <RoomChoice room={room} onPick={() => open(room)} onStep={onStep} />
            </li>
          ))}
          {people.map((user) => (
            <li key={`p${user.id}`}>
              <PersonChoice user={user} onPick={() => void write(user)} onStep={onStep} />
            </li>
          ))}
        </ul>
        {found.length + people.length === 0 && (
          <p className={styles.none}>{given ? "Nobody and no room" : "No room"} is called that. Try fewer letters.</p>
        )}
      </div>
    </Dialog>
  );
}

/** There already when the room picked is the one that is open; another one takes the focus itself. */
function findComposer(): HTMLElement | false {
  return document.querySelector<HTMLElement>("[data-composer]") ?? false;
}

interface FieldProps {
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

function Field({ label, typed, onType, onKeyDown }: FieldProps) {
  return (
    <label className={styles.field}>
      <Icon of={Search} />
      <VisuallyHidden>{label}</VisuallyHidden>
      <input
        className={styles.input}
        data-first
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="go"
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}

function isDirectWith({ kind, people }: RoomForMe, userId: number): boolean {
  return kind === "direct" && people?.[0]?.id === userId;
}

interface ChoiceProps {
  readonly isUnread?: boolean;
  readonly onPick: () => void;
  readonly onStep: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
}

function Choice({ isUnread = false, onPick, onStep, children }: ChoiceProps) {
  return (
    <button
      type="button"
      data-choice
      className={classes(styles.choice, isUnread && styles.unread)}
      onClick={onPick}
      onKeyDown={onStep}
    >
      {children}
    </button>
  );
}

interface PersonChoiceProps {
  readonly user: User;
  readonly onPick: () => void;
  readonly onStep: (event: KeyboardEvent) => void;
}

function PersonChoice({ user, onPick, onStep }: PersonChoiceProps) {
  return (
    <Choice onPick={onPick} onStep={onStep}>
      <Avatar name={user.displayName} seed={user.id} src={user.avatar} size="small" />
      <bdi className={styles.name}>{user.displayName}</bdi>
      <span className={styles.note}>@{user.username}</span>
    </Choice>
  );
}

interface RoomChoiceProps {
  readonly room: RoomForMe;
  readonly onPick: () => void;
  readonly onStep: (event: KeyboardEvent) => void;
}

function RoomChoice({ room, onPick, onStep }: RoomChoiceProps) {
  const unread = countUnread(room);
  return (
    <Choice isUnread={unread > 0} onPick={onPick} onStep={onStep}>
      <RoomFace room={room} />
      <bdi className={styles.name}>{nameRoom(room)}</bdi>
      {room.kind === "direct" && <span className={styles.note}>@{room.people?.[0]?.username}</span>}
      {unread > 0 && <Badge count={unread} label="unread" />}
      {!room.membership && <span className={styles.note}>not joined</span>}
    </Choice>
  );
}
