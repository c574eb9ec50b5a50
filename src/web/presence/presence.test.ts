import { expect, test } from "vitest";
import type { RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { PresenceView } from "#protocol/presence.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import { createFakeLinks, type FakeLink } from "../client/fake-links.ts";
import type { LinkHost } from "../client/link.ts";
import { VirtualClock } from "../platform/virtual-clock.ts";
import type { Transport } from "../store/contract.ts";
import { idleAfterMs, IdleWatch } from "./idle-watch.ts";
import { Looker } from "./looker.ts";
import { TypingTeller } from "./typing-teller.ts";
import { Typists } from "./typists.ts";

const [ana, bo] = [1, 2] as [UserId, UserId];
const [lobby, quiet] = [7, 8] as [RoomId, RoomId];
const user = (id: UserId, displayName: string) => ({ id, username: displayName.toLowerCase(), displayName });
const aSecond = 1_000;

function openLooker(transport: Transport = "websocket") {
  const clock = new VirtualClock();
  const { openers, opened } = createFakeLinks();
  openers[transport]({} as LinkHost);
  let renewals = 0;
  const link: FakeLink | undefined = opened[0];
  if (!link) throw new Error("The link opens at once");
  const watched = Object.assign(link, { renew: () => void renewals++ });
  let people: ReadonlyMap<UserId, PresenceView> = new Map();
  const looker = new Looker({ clock, link: () => watched, publish: (now) => (people = now) });
  const state = (id: UserId) => people.get(id)?.state;
  const hear = (...users: PresenceView[]) => looker.onFrame({ t: "presence", users });
  return { clock, looker, sent: link.sent, state, hear, renewals: () => renewals };
}

test("PRES-1: what is visible is told once it has settled, and only when it changed", async () => {
  const { clock, looker, sent } = openLooker();
  looker.look([bo]);
  looker.look([bo, ana]);
  expect(sent).toEqual([]);
  await clock.advance(aSecond);
  looker.look([ana, bo]);
  await clock.advance(aSecond);
  expect(sent).toEqual([{ t: "watch", userIds: [ana, bo] }]);
});

test("a new socket is told anew, idleness too", async () => {
  const { clock, looker, sent } = openLooker();
  looker.look([ana]);
  looker.setActive(false);
  await clock.advance(aSecond);
  sent.length = 0;
  looker.onFrame({ t: "welcome" } as ServerFrame);
  expect(sent).toEqual([
    { t: "watch", userIds: [ana] },
    { t: "active", isActive: false },
  ]);
});

test("PRES-6: links that ask say whom, and what is known", async () => {
  const { clock, looker, hear, renewals } = openLooker("poll");
  looker.look([ana, bo]);
  await clock.advance(aSecond);
  expect(renewals()).toBe(1);
  hear({ id: bo, state: "away", v: 1 });
  looker.setActive(false);
  expect(looker.query()).toEqual({ watch: "1,2.away", active: "false" });
  looker.onFrame({ t: "welcome" } as ServerFrame);
  expect(renewals()).toBe(2);
});

test("PRES-2: the state with the greater number counts", () => {
  const { state, hear } = openLooker();
  hear({ id: ana, state: "online", v: 5 });
  hear({ id: ana, state: "away", v: 4 });
  expect(state(ana)).toBe("online");
  hear({ id: ana, state: "offline", v: 6 });
  expect(state(ana)).toBe("offline");
});

test("at most so many people are looked at", async () => {
  const { clock, looker, sent } = openLooker();
  looker.look(Array.from({ length: limits.watchMaxUsers + 50 }, (_, at) => (at + 1) as UserId));
  await clock.advance(aSecond);
  expect(sent).toMatchObject([{ t: "watch", userIds: { length: limits.watchMaxUsers } }]);
});

function openTypists() {
  const clock = new VirtualClock();
  let typing: ReadonlyMap<RoomId, readonly { displayName: string }[]> = new Map();
  const typists = new Typists({ clock, publish: (now) => (typing = now) });
  const type = (id: UserId, name: string) => typists.onFrame({ t: "typing", roomId: lobby, user: user(id, name) });
  return { clock, typists, type, names: (id = lobby) => (typing.get(id) ?? []).map(({ displayName }) => displayName) };
}

test("TYPE-2: typing ends by itself, and goes on while it is said", async () => {
  const { clock, type, names } = openTypists();
  type(ana, "Ana");
  await clock.advance(limits.typingIntervalMs);
  type(ana, "Ana");
  type(bo, "Bo");
  await clock.advance(limits.typingLastsMs - 1);
  expect([names(), names(quiet)]).toEqual([["Ana", "Bo"], []]);
  await clock.advance(1);
  expect(names()).toEqual([]);
});

test("TYPE-2: the message ends it; an edit of an old one does not", () => {
  const { typists, type, names } = openTypists();
  const message = (seq: number, rev: number) =>
    ({
      t: "event",
      roomId: lobby,
      seq: rev,
      event: { type: "message", message: { seq, author: user(ana, "Ana") } },
    }) as ServerFrame;
  type(ana, "Ana");
  typists.onFrame(message(3, 9));
  expect(names()).toEqual(["Ana"]);
  typists.onFrame(message(10, 10));
  expect(names()).toEqual([]);
});

test("I type when a draft changes under my hands: not when it is cleared, or changed elsewhere", async () => {
  const clock = new VirtualClock();
  const said: RoomId[] = [];
  const teller = new TypingTeller({ clock, say: (roomId) => void said.push(roomId) });
  const none = new Map<RoomId, string>();
  const draft = (text: string) => new Map([[lobby, text]]);
  teller.onDrafts(draft("from another tab"), none);
  teller.onKey();
  teller.onDrafts(none, draft("h"));
  teller.onDrafts(draft(" "), none);
  expect(said).toEqual([]);
  for (const text of ["h", "he", "hel"]) {
    teller.onKey();
    teller.onDrafts(draft(text), none);
    await clock.advance(500);
  }
  expect(said).toEqual([lobby]);
  await clock.advance(limits.typingIntervalMs);
  teller.onKey();
  teller.onDrafts(draft("hell"), draft("hel"));
  expect(said).toEqual([lobby, lobby]);
});

test("PRES-3: nobody is there after five minutes without a touch", async () => {
  const clock = new VirtualClock();
  const changes: boolean[] = [];
  const idle = new IdleWatch({ clock, onChange: (isActive) => void changes.push(isActive) });
  await clock.advance(idleAfterMs - 1_000);
  idle.touch();
  await clock.advance(idleAfterMs - 1);
  expect(changes).toEqual([]);
  await clock.advance(1);
  expect(changes).toEqual([false]);
  idle.touch();
  idle.touch();
  expect(changes).toEqual([false, true]);
  await clock.advance(idleAfterMs);
  expect(changes).toEqual([false, true, false]);
});
