import { describe, expect, test } from "vitest";
import type { RoomId, UserId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { makeRoom } from "../client/fake-room.ts";
import { VirtualClock } from "../platform/virtual-clock.ts";
import type { AppState } from "../store/contract.ts";
import { initialState } from "../store/initial-state.ts";
import { Notifier } from "./notifier.ts";
import { wantsAttention } from "./wants-attention.ts";

const one = 1 as RoomId;
const me = { id: 1 as UserId, username: "me", displayName: "Me", role: "member" } as const;
const ann = { id: 2 as UserId, username: "ann", displayName: "Ann" };

function roomWith(n: number, changes: Partial<RoomForMe> = {}, author = ann): RoomForMe {
  const createdAt = "2026-01-01T00:00:00Z";
  return {
    ...makeRoom({ n }),
    membership: { role: "member", joinedAt: createdAt, readN: 0 },
    lastMessage: { author, text: `message ${n}`, createdAt, n },
    ...changes,
  };
}

function open({ isLeader = true, isLookedAt = false, blocks = [] as UserId[] } = {}) {
  const clock = new VirtualClock();
  const shown: string[] = [];
  let state: AppState = { ...initialState, me, blocks: new Set(blocks) };
  const notifier = new Notifier({
    clock,
    isLeader: () => isLeader,
    isLookedAt: async () => isLookedAt,
    preferences: () => state.preferences,
    roomOf: (id) => state.rooms.get(id),
    show: ({ message }) => shown.push(message.text),
  });
  const set = (changes: Partial<AppState>) => {
    const before = state;
    state = { ...state, ...changes };
    notifier.onState(state, before);
  };
  const put = (room: RoomForMe) => set({ rooms: new Map([[one, room]]) });
  const live = async () => {
    set({ connection: { kind: "live", transport: "websocket" } });
    put(roomWith(1));
    await clock.advance(2_000);
  };
  return { clock, shown, set, put, live };
}

describe("the notifier", () => {
  test("tells of what addresses me, once, and of nothing else in a room", async () => {
    const { clock, shown, put, live } = open();
    await live();
    put(roomWith(2));
    await clock.advance(1_000);
    expect(shown).toEqual([]);
    put(roomWith(3));
    // The word that it addresses me comes a moment later.
    put(roomWith(3, { mentionedAt: [3] }));
    await clock.advance(1_000);
    put(roomWith(3, { mentionedAt: [3], topic: "another" }));
    await clock.advance(1_000);
    expect(shown).toEqual(["message 3"]);
  });

  test("tells of all that is said in a direct chat", async () => {
    const { clock, shown, put, live } = open();
    await live();
    put(roomWith(2, { kind: "direct" }));
    await clock.advance(1_000);
    expect(shown).toEqual(["message 2"]);
  });

  test.each([
    ["in a tab that does not lead", { isLeader: false }, {}],
    ["while a tab shows the room", { isLookedAt: true }, {}],
    ["of somebody whom I have blocked", { blocks: [ann.id] }, {}],
    ["of a muted chat", {}, { muted: true as const }],
    ["of what I have read by then", {}, { membership: { role: "member" as const, joinedAt: "", readN: 2 } }],
    ["of what I asked nothing of", {}, { notify: "nothing" as const }],
  ])("says nothing %s", async (_case, options, changes) => {
    const { clock, shown, put, live } = open(options);
    await live();
    put(roomWith(2, { kind: "direct", ...changes }));
    await clock.advance(1_000);
    expect(shown).toEqual([]);
  });

  test("does not disturb with what was missed while away", async () => {
    const { clock, shown, set, put, live } = open();
    await live();
    set({ connection: { kind: "waiting", retryAtMs: 0 } });
    await clock.advance(60_000);
    set({ connection: { kind: "live", transport: "websocket" } });
    put(roomWith(9, { kind: "direct" }));
    await clock.advance(5_000);
    expect(shown).toEqual([]);
    put(roomWith(10, { kind: "direct" }));
    await clock.advance(1_000);
    expect(shown).toEqual(["message 10"]);
  });
});

test("keywords count like mentions; quiet hours, pauses and do-not-disturb silence everything", () => {
  const news = { room: roomWith(1), text: "The release is out", isAddressed: false };
  const now = new Date();
  const { preferences } = initialState;
  expect(wantsAttention(news, preferences, now)).toBe(false);
  expect(wantsAttention(news, { ...preferences, keywords: ["release"] }, now)).toBe(true);
  const paused = { ...preferences, keywords: ["release"], pausedUntil: now.getTime() + 1_000 };
  expect(wantsAttention(news, paused, now)).toBe(false);
  const dnd = { ...preferences, presence: { state: "dnd" as const, until: null } };
  expect(wantsAttention({ ...news, isAddressed: true }, dnd, now)).toBe(false);
});
