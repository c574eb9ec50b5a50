import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import type { RoomId } from "#protocol/ids.ts";
import { listbox, listboxOption } from "../../ui/listbox.ts";
import { findSuggestions, type Suggestion } from "./find-suggestions.tsx";
import type { Typed } from "./use-completion.ts";
import styles from "./completer.module.css";

/** What the field's keys do to the list. */
export interface CompleterKeys {
  /** True when the list took the key. */
  take(key: string): boolean;
}

interface CompleterProps {
  readonly id: string;
  readonly roomId: RoomId;
  readonly typed: Typed;
  readonly keys: Ref<CompleterKeys>;
  readonly onAccept: (text: string) => void;
  readonly onActive: (optionId: string | undefined) => void;
}

/**
 * The list of an ARIA combobox whose field is the composer: the focus stays in the field, which names the active option.
 * Loaded with the first @ or #.
 */
export function Completer({ id, roomId, typed, keys, onAccept, onActive }: CompleterProps) {
  const suggestions = useSuggestions(roomId, typed);
  const [choice, setChoice] = useState({ typed, index: 0 });
  const index = choice.typed === typed ? Math.min(choice.index, suggestions.length - 1) : 0;
  const activeId = suggestions.length > 0 ? `${id}-${index}` : undefined;
  useEffect(() => onActive(activeId), [onActive, activeId]);
  useEffect(() => () => onActive(undefined), [onActive]);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);
  const popup = useRef<HTMLDivElement>(null);
  useEffect(
    () => watchPointer(popup.current, (at) => onAccept(suggestions[at]?.insert ?? "")),
    [onAccept, suggestions],
  );
  useImperativeHandle(keys, () => ({
    take(key) {
      const count = suggestions.length;
      if (count === 0) return false;
      if (key === "ArrowDown") setChoice({ typed, index: (index + 1) % count });
      else if (key === "ArrowUp") setChoice({ typed, index: (index + count - 1) % count });
      else if (key === "Enter" || key === "Tab") onAccept(suggestions[index]?.insert ?? "");
      else return false;
      return true;
    },
  }));
  if (suggestions.length === 0) return null;
  return (
    <div ref={popup} className={styles.popup}>
      <div id={id} {...listbox} aria-label={typed.sign === "@" ? "People" : "Rooms"} className={styles.list}>
        {suggestions.map((suggestion, at) => (
          <Option key={suggestion.key} id={`${id}-${at}`} suggestion={suggestion} at={at} isActive={at === index} />
        ))}
      </div>
      <p className={styles.help}>↑ ↓ to choose · Enter or Tab to take · Esc to close</p>
    </div>
  );
}

/** The field must not lose the focus to what stands over it. Gives back how to stop. */
function watchPointer(popup: HTMLElement | null, onOption: (at: number) => void): (() => void) | undefined {
  if (!popup) return undefined;
  const onPointerDown = (event: Event) => event.preventDefault();
  const onClick = ({ target }: Event) => {
    const option = target instanceof Element ? target.closest<HTMLElement>("[data-at]") : null;
    if (option) onOption(Number(option.dataset["at"]));
  };
  popup.addEventListener("pointerdown", onPointerDown);
  popup.addEventListener("mousedown", onPointerDown);
  popup.addEventListener("click", onClick);
  return () => {
    popup.removeEventListener("pointerdown", onPointerDown);
    popup.removeEventListener("mousedown", onPointerDown);
    popup.removeEventListener("click", onClick);
  };
}

interface OptionProps {
  readonly id: string;
  readonly suggestion: Suggestion;
  readonly at: number;
  readonly isActive: boolean;
}

function Option({ id, suggestion, at, isActive }: OptionProps) {
  const { face, title, detail, note } = suggestion;
  return (
    <div
      id={id}
      {...listboxOption}
      aria-selected={isActive}
      className={styles.option}
      data-outside={note !== undefined || undefined}
      data-at={at}
    >
      {face}
      <bdi className={styles.title}>{title}</bdi>
      <bdi className={styles.detail}>{detail}</bdi>
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </div>
  );
}

/** Of the latest thing typed; until they come, those of what was typed before stay. */
function useSuggestions(roomId: RoomId, typed: Typed): readonly Suggestion[] {
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  const { sign, query } = typed;
  useEffect(() => {
    let isGone = false;
    void findSuggestions(roomId, sign, query).then((suggestions) => {
      if (!isGone) setFound(suggestions);
    });
    return () => {
      isGone = true;
    };
  }, [roomId, sign, query]);
  return found;
}
