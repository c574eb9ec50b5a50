import type { OutboxRow } from "../platform/database.ts";
import type { TakeTurns } from "../platform/take-turns.ts";
import type { OutboxShelf } from "./outbox-shelf.ts";

/** A shelf in memory that tabs can share and a test can fill or break. */
export class FakeShelf implements OutboxShelf {
  readonly rows = new Map<string, OutboxRow>();
  isFull = false;

  async list(userId: number): Promise<OutboxRow[]> {
    this.#check();
    return [...this.rows.values()].filter((row) => row.userId === userId);
  }

  async has(clientId: string): Promise<boolean> {
    this.#check();
    return this.rows.has(clientId);
  }

  async put(row: OutboxRow): Promise<void> {
    this.#check();
    this.rows.set(row.clientId, structuredClone(row));
  }

  async remove(clientId: string): Promise<void> {
    this.#check();
    this.rows.delete(clientId);
  }

  #check(): void {
    if (this.isFull) throw new DOMException("full", "QuotaExceededError");
  }
}

/** Turns as the browser's locks give them: first come, first served, one at a time per name. */
export function createTurns(): TakeTurns {
  const last = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  };
}
