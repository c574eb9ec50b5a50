import { useRef, useState, type KeyboardEvent } from "react";
import Check from "lucide-react/icons/check";
import X from "lucide-react/icons/x";
import { foldName } from "#protocol/search-name.ts";
import type { User } from "#protocol/user.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { classes } from "../../ui/classes.ts";
import { Icon } from "../../ui/icon.tsx";
import { isComposing } from "../composer/is-composing.ts";
import { stepByArrows, stepFocus } from "../overlays/step-focus.ts";
import { fits } from "./fits.ts";
import { useFoundPeople } from "./use-found-people.ts";
import styles from "./people-picker.module.css";

interface PeoplePickerProps {
  readonly label: string;
  readonly chosen: readonly User[];
  readonly onChoose: (chosen: readonly User[]) => void;
  /** Shown while nothing is typed, before everybody else. */
  readonly recent: readonly User[];
  /** Not offered. */
  readonly except: ReadonlySet<number>;
  /** Enter, with nothing typed and somebody chosen. */
  readonly onDone: () => void;
}

/** Chooses people by name: type, Enter takes the first, arrow down leads to the others. */
export function PeoplePicker({ label, chosen, onChoose, recent, except, onDone }: PeoplePickerProps) {
  const [typed, setTyped] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const { users } = useFoundPeople(typed.trim());
  const offered = listOffered({ typed, users, recent, except });
  const isChosen = (user: User) => chosen.some(({ id }) => id === user.id);
  const toggle = (user: User) => {
    onChoose(isChosen(user) ? chosen.filter(({ id }) => id !== user.id) : [...chosen, user]);
    setTyped("");
    box.current?.querySelector("input")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && typed.trim() === "" && chosen.length > 0) onDone();
    else if (event.key === "Enter" && offered[0]) toggle(offered[0]);
    else if (event.key === "ArrowDown") stepFocus(box.current, 1);
    else if (event.key === "Backspace" && typed === "" && chosen.length > 0) onChoose(chosen.slice(0, -1));
    else return;
    event.preventDefault();
  };
  return (
    <div ref={box}>
      <div className={styles.field}>
        {chosen.map((user) => (
          <Chip key={user.id} user={user} onDrop={() => toggle(user)} />
        ))}
        <input
          className={styles.input}
          aria-label={label}
          placeholder={chosen.length === 0 ? label : "Somebody else?"}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          data-first
        />
      </div>
      <ul className={styles.list} aria-label="People to choose from">
        {offered.map((user) => (
          <li key={user.id}>
            <Choice
              user={user}
              isChosen={isChosen(user)}
              onPick={() => toggle(user)}
              onStep={(event) => stepByArrows(event, box.current)}
            />
          </li>
        ))}
      </ul>
      {users && offered.length === 0 && (
        <p className={styles.none}>
          {typed.trim() === "" ? "There is nobody to choose." : "Nobody is called that. Try fewer letters."}
        </p>
      )}
    </div>
  );
}

function Chip({ user, onDrop }: { readonly user: User; readonly onDrop: () => void }) {
  return (
    <button type="button" className={styles.chip} aria-label={`${user.displayName}, take out`} onClick={onDrop}>
      <bdi>{user.displayName}</bdi>
      <Icon of={X} size={14} />
    </button>
  );
}

interface ChoiceProps {
  readonly user: User;
  readonly isChosen: boolean;
  readonly onPick: () => void;
  readonly onStep: (event: KeyboardEvent) => void;
}

function Choice({ user, isChosen, onPick, onStep }: ChoiceProps) {
  return (
    <button
      type="button"
      data-choice
      className={classes(styles.choice, isChosen && styles.chosen)}
      aria-pressed={isChosen}
      onClick={onPick}
      onKeyDown={onStep}
    >
      <Avatar name={user.displayName} seed={user.id} src={user.avatar} size="medium" />
      <bdi className={styles.name}>{user.displayName}</bdi>
      <span className={styles.handle}>@{user.username}</span>
      {isChosen && <Icon of={Check} />}
    </button>
  );
}

interface Offer {
  readonly typed: string;
  readonly users: readonly User[] | undefined;
  readonly recent: readonly User[];
  readonly except: ReadonlySet<number>;
}

/** What was found for fewer letters is narrowed down here, until the answer for all of them comes. */
function listOffered({ typed, users = [], recent, except }: Offer): readonly User[] {
  const query = foldName(typed);
  const known = new Set(recent.map(({ id }) => id));
  const all = query === "" ? [...recent, ...users.filter(({ id }) => !known.has(id))] : users.filter(fits(query));
  return all.filter(({ id }) => !except.has(id));
}
