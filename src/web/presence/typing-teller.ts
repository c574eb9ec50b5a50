import type { RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { Clock } from "../platform/clock.ts";

type Drafts = ReadonlyMap<RoomId, string>;

export interface TypingTellerOptions {
  readonly clock: Clock;
  say(roomId: RoomId): void;
}

/** A draft that changes later than this after a key was pressed was changed by something else. */
const keyMs = 100;

/** Says that I type: when a draft changes under my hands, once per interval and room. */
export class TypingTeller {
  readonly #options: TypingTellerOptions;
  readonly #saidAt = new Map<RoomId, number>();
  #keyAt = -Infinity;

  constructor(options: TypingTellerOptions) {
    this.#options = options;
  }

  onKey(): void {
    this.#keyAt = this.#options.clock.now();
  }

  onDrafts(drafts: Drafts, before: Drafts): void {
    const now = this.#options.clock.now();
    if (now - this.#keyAt > keyMs) return;
    for (const [roomId, text] of drafts) {
      const isNews = text.trim() !== "" && text !== before.get(roomId);
      if (!isNews || now - (this.#saidAt.get(roomId) ?? -Infinity) < limits.typingIntervalMs) continue;
      this.#saidAt.set(roomId, now);
      this.#options.say(roomId);
    }
  }
}
