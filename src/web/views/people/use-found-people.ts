import { useEffect, useState } from "react";
import type { ErrorView } from "#protocol/errors.ts";
import type { User } from "#protocol/user.ts";
import { chatActions } from "../../store/chats.ts";
import type { FoundPeople } from "../../store/contract.ts";

export interface PeopleFound {
  /** Undefined until the first answer. What was found before stands until the next answer. */
  readonly users: readonly User[] | undefined;
  readonly error: ErrorView | undefined;
  /** Asks for the next page; undefined when there is none. */
  readonly loadMore: (() => Promise<void>) | undefined;
}

const typingPauseMs = 120;

interface Answer {
  readonly typed: string;
  readonly found: FoundPeople | undefined;
  readonly error?: ErrorView;
}

/** People who fit what was typed, asked for when the typing rests. */
export function useFoundPeople(typed: string): PeopleFound {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    let isStale = false;
    const ask = async () => {
      const outcome = await chatActions.findPeople(typed);
      if (isStale) return;
      setAnswer((before) =>
        outcome.ok ? { typed, found: outcome.value } : { typed, found: before?.found, error: outcome.error },
      );
    };
    const timer = setTimeout(() => void ask(), typed === "" ? 0 : typingPauseMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [typed]);
  const cursor = answer?.found?.nextCursor;
  const loadMore = async () => {
    const outcome = await chatActions.findPeople(typed, cursor);
    setAnswer((before) => {
      if (!before || before.typed !== typed) return before;
      if (!outcome.ok) return { ...before, error: outcome.error };
      const users = [...(before.found?.users ?? []), ...outcome.value.users];
      return { typed, found: { ...outcome.value, users } };
    });
  };
  return {
    users: answer?.found?.users,
    error: answer?.error,
    loadMore: cursor !== undefined && answer?.typed === typed ? loadMore : undefined,
  };
}
