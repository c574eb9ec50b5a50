import { useId, useRef, useState, type AriaAttributes, type RefObject } from "react";
import { findTyped } from "#protocol/mentions.ts";
import type { CompleterKeys } from "./completer.tsx";

export type Typed = NonNullable<ReturnType<typeof findTyped>>;

/** What the composer needs to complete names while they are typed. */
export interface Completion {
  readonly id: string;
  readonly typed: Typed | undefined;
  readonly keys: RefObject<CompleterKeys | null>;
  /** Of the field. */
  readonly attributes: AriaAttributes;
  readonly setActive: (optionId: string | undefined) => void;
  /** The text or the caret changed. */
  readonly follow: (input: HTMLTextAreaElement) => void;
  readonly accept: (text: string) => void;
  /** True when the list took the key. */
  readonly take: (key: string) => boolean;
}

/** @param isOffered False: nothing is ever completed here. */
export function useCompletion(input: RefObject<HTMLTextAreaElement | null>, isOffered: boolean): Completion {
  const id = useId();
  const keys = useRef<CompleterKeys>(null);
  const [typed, setTyped] = useState<Typed>();
  const [dismissed, setDismissed] = useState<number>();
  const [activeId, setActive] = useState<string>();
  const isOpen = isOffered && typed !== undefined && typed.index !== dismissed;
  return {
    id,
    typed: isOpen ? typed : undefined,
    keys,
    attributes: {
      ...(isOffered && { "aria-autocomplete": "list" }),
      ...(isOpen && activeId !== undefined && { "aria-controls": id, "aria-activedescendant": activeId }),
    },
    setActive,
    follow(element) {
      const isCaret = element.selectionStart === element.selectionEnd;
      const next = isCaret ? findTyped(element.value, element.selectionStart) : undefined;
      setTyped((before) => (isSame(before, next) ? before : next));
      if (!next) setDismissed(undefined);
    },
    accept(text) {
      const element = input.current;
      if (!element || !typed) return;
      element.setRangeText(text, typed.index, element.selectionStart, "end");
      // As if it had been typed: the field's own handlers take it from here.
      element.dispatchEvent(new InputEvent("input", { bubbles: true }));
      setTyped(undefined);
    },
    take(key) {
      if (!isOpen) return false;
      if (key === "Escape") {
        setDismissed(typed.index);
        return true;
      }
      return keys.current?.take(key) ?? false;
    },
  };
}

function isSame(one: Typed | undefined, other: Typed | undefined): boolean {
  return one?.sign === other?.sign && one?.query === other?.query && one?.index === other?.index;
}
