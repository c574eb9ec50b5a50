import type { ErrorView } from "#protocol/errors.ts";
import { retryOf } from "./retry-of.ts";
import type { ClientId, RoomId, UserId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import type { Outcome, PendingMessage } from "../store/contract.ts";
import type { Clock } from "../platform/clock.ts";
import type { OutboxRow } from "../platform/database.ts";
import type { TakeTurns } from "../platform/take-turns.ts";
import type { Letter } from "./courier.ts";
import { pickDelay } from "./ladder.ts";
import type { OutboxShelf } from "./outbox-shelf.ts";

export interface OutboxOptions {
  readonly clock: Clock;
  readonly shelf: OutboxShelf;
  readonly takeTurns: TakeTurns;
  readonly makeClientId: () => ClientId;
  readonly canSend: () => boolean;
  readonly deliver: (letter: Letter) => Promise<Outcome<Message>>;
  /** Is the room's window past this event, or not shown at all? Until then the message is shown as on its way. */
  readonly isShown: (roomId: RoomId, seq: number) => boolean;
  readonly publish: (pending: readonly PendingMessage[], isVolatile: boolean) => void;
  /** The shelf changed: other tabs should look. */
  readonly onShelved: () => void;
}

/** Where a message stands. `kept`: it is on the shelf, so it survives this tab. */
interface Entry {
  readonly row: OutboxRow;
  readonly step: "shelving" | "queued" | "sending" | "failed" | "sent";
  readonly isKept: boolean;
  readonly tries: number;
  /** The message's number, once it is acknowledged. */
  readonly seq?: number;
}

/** After this many answers of "something went wrong" a message stops blocking those behind it. */
const failuresMax = 5;

/**
 * My messages on their way. Each gets its client id once and for all, is shelved before it is sent, goes out in the
 * order written (per room, one at a time, one tab at a time) and is let go only when the server has confirmed it.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #entries = new Map<ClientId, Entry>();
  readonly #runningRooms = new Set<RoomId>();
  #userId: UserId | undefined;
  #isVolatile = false;
  #latestMs = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Takes up what this person wrote earlier, in this tab or another one; undefined for a guest. */
  async load(userId: UserId | undefined): Promise<void> {
    if (userId !== this.#userId) this.#entries.clear();
    this.#userId = userId;
    await this.refresh();
  }

  /** Another tab put something on the shelf or took it off. */
  async refresh(): Promise<void> {
    const userId = this.#userId;
    if (userId === undefined) return this.#publish();
    const kept = [...this.#entries.values()].filter(
      ({ isKept, step }) => isKept && step !== "sending" && step !== "sent",
    );
    const rows = await this.#options.shelf.list(userId).catch(() => undefined);
    if (this.#userId !== userId) return;
    if (!rows) this.#isVolatile = true;
    else this.#adopt(rows, kept);
    this.#publish();
    this.wake();
  }

  send(roomId: RoomId, body: string): void {
    if (this.#userId === undefined) return;
    this.#latestMs = Math.max(this.#options.clock.now(), this.#latestMs + 1);
    const clientId = this.#options.makeClientId();
    const row = { clientId, userId: this.#userId, roomId, body, createdAtMs: this.#latestMs };
    void this.#shelve({ row, step: "shelving", isKept: false, tries: 0 });
  }

  retry(clientId: ClientId): void {
    const entry = this.#entries.get(clientId);
    if (entry?.step !== "failed") return;
    const { error: _, ...row } = entry.row;
    void this.#shelve({ ...entry, row, step: "shelving", tries: 0 });
  }

  discard(clientId: ClientId): void {
    const entry = this.#entries.get(clientId);
    if (entry && entry.step !== "sending" && entry.step !== "sent") this.#letGo(clientId);
  }

  /** The message was seen in its room, by whichever road it came. */
  confirm(clientId: ClientId): void {
    if (this.#entries.has(clientId)) this.#letGo(clientId);
  }

  /** Windows moved on: acknowledged messages that are in them now need not be shown as on their way. */
  onShown(): void {
    const before = this.#entries.size;
    for (const [clientId, { step, row, seq = 0 }] of this.#entries) {
      if (step === "sent" && this.#options.isShown(row.roomId, seq)) this.#entries.delete(clientId);
    }
    if (this.#entries.size !== before) this.#publish();
  }

  /** There may be a way to send again. */
  wake(): void {
    for (const roomId of new Set([...this.#entries.values()].map(({ row }) => row.roomId))) void this.#run(roomId);
  }

  #adopt(rows: readonly OutboxRow[], kept: readonly Entry[]): void {
    const shelved = new Map(rows.map((row) => [row.clientId, row]));
    for (const { row } of kept) if (!shelved.has(row.clientId)) this.#entries.delete(row.clientId);
    for (const row of rows) {
      const step = this.#entries.get(row.clientId)?.step ?? "queued";
      if (step === "queued" || step === "failed") {
        this.#entries.set(row.clientId, { row, step: row.error ? "failed" : "queued", isKept: true, tries: 0 });
      }
    }
  }

  async #shelve(entry: Entry): Promise<void> {
    const { clientId, roomId } = entry.row;
    this.#set(entry);
    const isKept = await this.#keep(entry.row);
    if (this.#entries.get(clientId) !== entry) return;
    this.#set({ ...entry, step: "queued", isKept });
    await this.#run(roomId);
  }

  async #keep(row: OutboxRow): Promise<boolean> {
    const isKept = await this.#options.shelf.put(row).then(
      () => true,
      () => false,
    );
    this.#isVolatile = !isKept;
    if (isKept) this.#options.onShelved();
    return isKept;
  }

  /** Sends what is queued in a room, oldest first, until nothing is left or sending fails for now. */
  async #run(roomId: RoomId): Promise<void> {
    if (this.#runningRooms.has(roomId)) return;
    this.#runningRooms.add(roomId);
    try {
      while (this.#next(roomId) && this.#options.canSend()) {
        const turn = `parley-outbox-${this.#userId}-${roomId}`;
        const isGoingOn = await this.#options.takeTurns(turn, () => this.#sendNext(roomId)).catch(() => false);
        if (!isGoingOn) return;
      }
    } finally {
      this.#runningRooms.delete(roomId);
    }
  }

  #next(roomId: RoomId): Entry | undefined {
    const waiting = [...this.#entries.values()].filter(({ row, step }) => {
      return row.roomId === roomId && (step === "queued" || step === "shelving");
    });
    const oldest = waiting.sort(byAge)[0];
    return oldest?.step === "queued" ? oldest : undefined;
  }

  /** The turn may have come late: another tab may have sent the message meanwhile. */
  async #sendNext(roomId: RoomId): Promise<boolean> {
    const entry = this.#next(roomId);
    if (!entry || !this.#options.canSend()) return false;
    const { clientId } = entry.row;
    const sending: Entry = { ...entry, step: "sending" };
    this.#set(sending);
    if (entry.isKept && !(await this.#options.shelf.has(clientId).catch(() => true))) {
      this.#entries.delete(clientId);
      this.#publish();
      return true;
    }
    const sent = await this.#options.deliver(entry.row);
    if (this.#entries.get(clientId) !== sending) return true;
    return sent.ok ? this.#onSent(sending, sent.value) : this.#onRefused(sending, sent.error);
  }

  async #onSent(entry: Entry, { seq }: Message): Promise<boolean> {
    this.#set({ ...entry, step: "sent", seq });
    await this.#takeOff(entry.row.clientId);
    this.onShown();
    return true;
  }

  async #onRefused(entry: Entry, error: ErrorView): Promise<boolean> {
    const tries = entry.tries + 1;
    const retry = retryOf(error.code);
    if (retry === "never" || (error.code === "internal" && tries >= failuresMax)) {
      const row = { ...entry.row, error };
      this.#set({ ...entry, row, step: "failed" });
      await this.#keep(row);
      return true;
    }
    this.#set({ ...entry, step: "queued", tries });
    if (retry === "later") this.#runLater(entry.row.roomId, error.retryAfterMs, tries);
    return false;
  }

  #runLater(roomId: RoomId, retryAfterMs: number | undefined, tries: number): void {
    const { clock } = this.#options;
    clock.schedule(() => void this.#run(roomId), retryAfterMs ?? pickDelay(tries, clock.random()));
  }

  #letGo(clientId: ClientId): void {
    this.#entries.delete(clientId);
    this.#publish();
    void this.#takeOff(clientId);
  }

  async #takeOff(clientId: ClientId): Promise<void> {
    await this.#options.shelf.remove(clientId).then(this.#options.onShelved, () => {});
  }

  #set(entry: Entry): void {
    this.#entries.set(entry.row.clientId, entry);
    this.#publish();
  }

  #publish(): void {
    this.#options.publish([...this.#entries.values()].sort(byAge).map(toPending), this.#isVolatile);
  }
}

function byAge(a: Entry, b: Entry): number {
  return a.row.createdAtMs - b.row.createdAtMs;
}

function toPending({ row, step }: Entry): PendingMessage {
  const { clientId, roomId, body, createdAtMs, error } = row;
  const status = step === "failed" ? step : step === "sending" || step === "sent" ? "sending" : "queued";
  return { clientId, roomId, body, createdAtMs, status, ...(error && { error }) };
}
