import type { UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { PresenceView } from "#protocol/presence.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import type { Look, Link } from "../client/link.ts";
import type { Clock } from "../platform/clock.ts";

export interface LookerOptions {
  readonly clock: Clock;
  readonly link: () => Link | undefined;
  publish(people: ReadonlyMap<UserId, PresenceView>): void;
}

/** Scrolling changes what is visible all the time. */
const settleMs = 300;

/** Tells the server whom this page shows and whether somebody is at it, and keeps what it says of those. */
export class Looker {
  readonly #options: LookerOptions;
  #people: ReadonlyMap<UserId, PresenceView> = new Map();
  #visible: readonly UserId[] = [];
  #told = "";
  #isActive = true;
  #isPlanned = false;

  constructor(options: LookerOptions) {
    this.#options = options;
  }

  /** These people are on the screen now. */
  look(ids: Iterable<UserId>): void {
    this.#visible = [...ids].toSorted((a, b) => a - b).slice(0, limits.watchMaxUsers);
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#options.clock.schedule(() => this.#tellLook(), settleMs);
  }

  setActive(isActive: boolean): void {
    if (isActive === this.#isActive) return;
    this.#isActive = isActive;
    const link = this.#options.link();
    if (link && !link.send({ t: "active", isActive })) link.renew();
  }

  onFrame(frame: ServerFrame): void {
    if (frame.t === "welcome") this.#onWelcome();
    if (frame.t === "presence") this.#take(frame.users);
  }

  /** For links that ask: whom, with what is known of them. */
  query(): Look {
    const known = this.#visible.map((id) => {
      const state = this.#people.get(id)?.state;
      return state ? `${id}.${state}` : String(id);
    });
    return { watch: known.join(","), active: this.#isActive ? "true" : "false" };
  }

  /** A new socket knows nothing; the other links said it in their request. */
  #onWelcome(): void {
    const link = this.#options.link();
    if (this.#visible.length > 0) link?.send({ t: "watch", userIds: [...this.#visible] });
    if (!this.#isActive) link?.send({ t: "active", isActive: false });
  }

  #tellLook(): void {
    this.#isPlanned = false;
    const key = this.#visible.join();
    if (key === this.#told) return;
    this.#told = key;
    const link = this.#options.link();
    if (link && !link.send({ t: "watch", userIds: [...this.#visible] })) link.renew();
  }

  #take(users: readonly PresenceView[]): void {
    const people = new Map(this.#people);
    for (const view of users) if (view.v >= (people.get(view.id)?.v ?? 0)) people.set(view.id, view);
    this.#people = people;
    this.#options.publish(people);
  }
}
