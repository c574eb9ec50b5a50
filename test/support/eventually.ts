import { setTimeout as delay } from "node:timers/promises";

export interface Patience {
  /** Named in the failure. */
  readonly what?: string;
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/**
 * Waits until the condition holds and answers with its value: asks again while it is falsy or throws.
 * @throws when the deadline passes, with the last failure as the cause.
 */
export async function eventually<Value>(
  condition: () => Value | Promise<Value>,
  { what = "the condition", withinMs = 10_000, everyMs = 5 }: Patience = {},
): Promise<NonNullable<Value>> {
  const deadline = performance.now() + withinMs;
  let cause: unknown;
  while (performance.now() < deadline) {
    try {
      const value = await condition();
      if (value !== false && value !== undefined && value !== null && value !== 0 && value !== "") return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await delay(everyMs);
  }
  throw new Error(`Waited ${withinMs} ms for ${what}`, { cause });
}
