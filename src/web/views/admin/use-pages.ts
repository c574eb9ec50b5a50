import { useCallback, useEffect, useRef, useState } from "react";
import type { ErrorView } from "#protocol/errors.ts";
import type { Outcome } from "../../store/contract.ts";

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

/** Loads one page of a list. A new function is a new list. */
export type LoadPage<Item> = (cursor: string | undefined) => Promise<Outcome<Page<Item>>>;

interface State<Item> extends Page<Item> {
  /** The function that loaded it; undefined while nothing has come. */
  readonly owner: LoadPage<Item> | undefined;
  readonly isBusy: boolean;
  readonly error?: ErrorView | undefined;
}

export interface Pages<Item> extends Page<Item> {
  /** `fresh`: the first page is on its way, and what is shown belongs to the list before. */
  readonly loading: "fresh" | "more" | undefined;
  readonly error?: ErrorView | undefined;
  readonly loadMore: () => void;
  readonly reload: () => void;
  readonly change: (update: (items: readonly Item[]) => readonly Item[]) => void;
}

/** Pages may be short, or empty, and yet not be the last: so many are asked for until there is something to see. */
const enoughItems = 20;
const pagesMax = 20;

/** A list that is loaded page by page. An answer that comes after its list has changed is dropped. */
export function usePages<Item>(load: LoadPage<Item>): Pages<Item> {
  const [{ owner, isBusy, ...page }, setState] = useState<State<Item>>({ items: [], owner: undefined, isBusy: false });
  const latest = useRef(0);

  const start = useCallback(
    async (before: Page<Item> | undefined) => {
      const run = ++latest.current;
      const outcome = await loadEnough(load, before);
      if (run === latest.current) setState((was) => ({ ...was, ...outcome, owner: load, isBusy: false }));
    },
    [load],
  );
  const startByHand = (before?: Page<Item>) => {
    setState((was) => ({ ...was, isBusy: true, error: undefined }));
    void start(before);
  };

  useEffect(() => void start(undefined), [start]);

  const busy = isBusy ? "more" : undefined;
  return {
    ...page,
    loading: owner === load ? busy : "fresh",
    loadMore: () => startByHand(page),
    reload: () => startByHand(),
    change: (update) => setState((was) => ({ ...was, items: update(was.items) })),
  };
}

async function loadEnough<Item>(load: LoadPage<Item>, before: Page<Item> | undefined): Promise<Partial<State<Item>>> {
  const gained: Item[] = [];
  const shown = before?.items ?? [];
  let nextCursor = before?.nextCursor;
  for (let pages = 0; pages < pagesMax && gained.length < enoughItems; pages++) {
    const outcome = await load(nextCursor);
    if (!outcome.ok) return { error: outcome.error };
    gained.push(...outcome.value.items);
    nextCursor = outcome.value.nextCursor;
    if (nextCursor === undefined) break;
  }
  return { items: [...shown, ...gained], nextCursor, error: undefined };
}
