import { useState } from "react";
import type { RoomId, UserId } from "#protocol/ids.ts";
import type { User } from "#protocol/user.ts";
import { usePassing } from "../../presence/presence-store.ts";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import styles from "./typing-line.module.css";

/** Lies where nothing else is, so that it moves nothing; says each name to listeners once. */
export function TypingLine({ roomId }: { readonly roomId: RoomId }) {
  const typists = usePassing(({ typing }) => typing.get(roomId));
  const spoken = useSpoken(typists);
  return (
    <>
      {typists && (
        <span className={styles.line} aria-hidden="true" data-typing>
          <span className={styles.dots} />
          <span className={styles.text}>
            <Names typists={typists} />
          </span>
        </span>
      )}
      <VisuallyHidden>
        <output>{spoken}</output>
      </VisuallyHidden>
    </>
  );
}

function Names({ typists }: { readonly typists: readonly User[] }) {
  const [one, two, three] = typists;
  if (three) return "Several people are typing…";
  if (one && two) {
    return (
      <>
        <bdi>{one.displayName}</bdi> and <bdi>{two.displayName}</bdi> are typing…
      </>
    );
  }
  return (
    <>
      <bdi>{one?.displayName}</bdi> is typing…
    </>
  );
}

/** Whoever was announced once in this room is not announced again: typing comes and goes too often. */
function useSpoken(typists: readonly User[] | undefined): string {
  const [{ known, text }, setSpoken] = useState({ known: new Set<UserId>(), text: "" });
  const fresh = typists?.find(({ id }) => !known.has(id));
  if (fresh) setSpoken({ known: new Set([...known, fresh.id]), text: `${fresh.displayName} is typing` });
  return text;
}
