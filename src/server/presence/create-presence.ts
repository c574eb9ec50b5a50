import type { UserId } from "#protocol/ids.ts";
import type { PresenceState } from "#protocol/presence.ts";
import type { Context } from "../context.ts";
import { type Acquaintances, createAcquaintances } from "./acquaintances.ts";
import { Attendee } from "./attendee.ts";
import type { Arrival, Presence, Seat } from "./presence.ts";
import { Watcher } from "./watcher.ts";

type AttendeeOf = (id: UserId) => Attendee;

const nothingKnown: ReadonlyMap<UserId, PresenceState> = new Map();

/** Presence in this process's memory. */
export function createPresence(context: Pick<Context, "clock" | "log" | "storage">): Presence {
  const { clock, log } = context;
  const people = new Map<UserId, Attendee>();
  const acquaintances = createAcquaintances(context);
  let lastV = 0;

  /** Follows the clock, so that it goes on rising after a restart. */
  function nextV(): number {
    lastV = Math.max(lastV + 1, clock.now());
    return lastV;
  }

  function attendeeOf(id: UserId): Attendee {
    const known = people.get(id);
    if (known) return known;
    const attendee = new Attendee({ id, clock, nextV, onIdle: () => void people.delete(id) });
    people.set(id, attendee);
    return attendee;
  }

  return {
    join({ userId, chosen, seq, isActive, tell }) {
      const person = attendeeOf(userId);
      person.choose(chosen, seq);
      const watcher = new Watcher({ userId, clock, tell });
      return takeSeat({ person, watcher, isActive, acquaintances, attendeeOf });
    },
    onNotice(notice) {
      if (notice.to !== "user") return;
      const { event, userId, seq } = notice;
      const person = people.get(userId);
      if (event.type === "preferences") person?.choose(event.preferences.presence, seq);
      if (event.type !== "left") return;
      acquaintances.doubt(userId);
      if (!person) return;
      partWays(person, acquaintances).catch((error: unknown) =>
        log.error({ err: error }, "presence was not rechecked"),
      );
    },
    choose: (userId, chosen, seq) => people.get(userId)?.choose(chosen, seq),
    close() {
      for (const person of people.values()) person.close();
    },
  };
}

interface SeatOptions extends Pick<Arrival, "isActive"> {
  readonly person: Attendee;
  readonly watcher: Watcher;
  readonly acquaintances: Acquaintances;
  readonly attendeeOf: AttendeeOf;
}

function takeSeat({ person, watcher, isActive, acquaintances, attendeeOf }: SeatOptions): Seat {
  let wasActive = isActive;
  let isGone = false;
  let asked = 0;
  person.sit(watcher, isActive);
  return {
    setActive(isActiveNow) {
      if (isGone || isActiveNow === wasActive) return;
      wasActive = isActiveNow;
      person.setActive(isActiveNow);
    },
    async watch(userIds, known = nothingKnown) {
      const turn = ++asked;
      const allowed = await acquaintances.among(person.id, new Set(userIds));
      if (!isGone && turn === asked) watcher.replace(new Set([...allowed].map(attendeeOf)), known);
    },
    leave() {
      if (isGone) return;
      isGone = true;
      watcher.close();
      person.rise(watcher, wasActive);
    },
  };
}

/** Somebody left a room: whom they share no other with, they see no more, and the other way round. */
async function partWays(person: Attendee, acquaintances: Acquaintances): Promise<void> {
  const others = new Set([...person.watchers].map((watcher) => watcher.userId));
  for (const watcher of person.looking) for (const { id } of watcher.watched()) others.add(id);
  const allowed = await acquaintances.among(person.id, others);
  for (const watcher of person.looking) {
    for (const each of watcher.watched()) if (each !== person && !allowed.has(each.id)) watcher.drop(each);
  }
  for (const watcher of person.watchers) {
    if (watcher.userId !== person.id && !allowed.has(watcher.userId)) watcher.drop(person);
  }
}
