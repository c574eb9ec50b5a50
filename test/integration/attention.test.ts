import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { countMentions } from "../../src/web/store/attention.ts";
import type { Transport } from "../../src/web/store/contract.ts";
import { countUnread } from "../../src/web/views/sidebar/count-unread.ts";
import type { InputOf } from "../support/caller.ts";
import { makeRoom } from "../support/make-rooms.ts";
import { type Person, registerPeople } from "../support/people.ts";
import { type StartedParley, startParley } from "../support/start-parley.ts";
import { WebClient } from "../support/web-client.ts";

let parley: StartedParley;
let ann: Person;
let bob: Person;
let roomId: RoomId;
let room: { readonly room: string };

beforeAll(async () => {
  parley = await startParley();
});
afterAll(() => parley[Symbol.asyncDispose]());
beforeEach(async () => {
  [ann, bob] = (await registerPeople(parley.url, 2)) as [Person, Person];
  roomId = await makeRoom([ann, bob]);
  room = { room: String(roomId) };
});

async function say(person: Person, body: string, into = room) {
  const clientId = randomUUID() as ClientId;
  return (await person.call("sendMessage", { params: into, body: { body, clientId } })).message;
}

const paths: readonly (readonly [Transport, readonly Transport[]])[] = [
  ["websocket", []],
  ["sse", ["websocket"]],
  ["poll", ["websocket", "sse"]],
];

describe.each(paths)("over %s", (_transport, blocked) => {
  const open = (person: Person) => new WebClient(parley.url, { blocked, cookie: person.cookie });
  const counts = (client: WebClient) => {
    const mine = client.state.rooms.get(roomId);
    return mine && [countUnread(mine), countMentions(mine)];
  };
  const untilCounts = (client: WebClient, unread: number, mentions: number) =>
    client.until(() => String(counts(client)) === String([unread, mentions]), `${unread} unread, ${mentions} mentions`);

  test("READ-1: what I read on one device is read on the other within a second", async () => {
    using one = open(ann);
    using other = open(ann);
    await Promise.all([one.untilLive(), other.untilLive()]);
    await one.open(roomId);
    for (const body of ["1", `@${ann.username}`, "3"]) await say(bob, body);
    await untilCounts(one, 3, 1);
    await untilCounts(other, 3, 1);
    const began = performance.now();
    one.app.actions.markRead(roomId, 2);
    expect(counts(one)).toEqual([1, 0]);
    await untilCounts(other, 1, 0);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test("READ-2: what I mark unread is unread on every device, and is not read by being open there", async () => {
    using one = open(ann);
    using other = open(ann);
    await Promise.all([one.untilLive(), other.untilLive()]);
    await Promise.all([one.open(roomId), other.open(roomId)]);
    for (const body of ["1", `@${ann.username}`, "3"]) await say(bob, body);
    await untilCounts(one, 3, 1);
    one.app.actions.markRead(roomId, 3);
    await untilCounts(other, 0, 0);
    expect(await one.app.actions.markUnread(roomId, 2)).toMatchObject({ ok: true });
    await untilCounts(one, 2, 1);
    await untilCounts(other, 2, 1);
    other.app.actions.markRead(roomId, 3);
    expect(counts(other)).toEqual([2, 1]);
    expect(other.windowOf(roomId)?.dividerN).toBe(1);
    other.app.actions.markRoomRead(roomId);
    await untilCounts(one, 0, 0);
  });

  test("MENTION-3: mentions are counted in rooms that are not open, and go when the message goes", async () => {
    using client = open(ann);
    await client.untilLive();
    const { id } = await say(bob, `hello @${ann.username}`);
    await untilCounts(client, 1, 1);
    const call = await say(bob, "@room, all of you");
    await untilCounts(client, 2, 2);
    await bob.call("editMessage", { params: { id }, body: { body: "hello" } });
    await untilCounts(client, 2, 1);
    await bob.call("deleteMessage", { params: { id: call.id } });
    await untilCounts(client, 2, 0);
    expect(counts(client)).toEqual([2, 0]);
  });

  test("what I choose on one device holds on the other", async () => {
    using one = open(ann);
    using other = open(ann);
    await Promise.all([one.untilLive(), other.untilLive()]);
    await one.actions.setAttention(roomId, { notify: "nothing", muted: true });
    await one.actions.changePreferences({ keywords: ["release"] });
    await one.actions.block(bob.user.id);
    await other.until(() => other.state.rooms.get(roomId)?.muted === true, "the muted room");
    await other.until(() => other.state.preferences.keywords[0] === "release", "the keyword");
    await other.until(() => other.state.blocks.has(bob.user.id), "the block");
    await say(bob, `@room and @${ann.username}`);
    await untilCounts(other, 1, 0);
    expect(other.state.rooms.get(roomId)?.notify).toBe("nothing");
  });
});

describe("bad input", () => {
  test.each([[-1], [1.5], [2 ** 63], ["3"], [null]])("A38: %j is no read position, and nothing moves", async (upTo) => {
    await say(bob, "1");
    const response = await fetch(`${parley.url}/api/v1/rooms/${roomId}/read`, {
      method: "PUT",
      headers: { ...ann.headers, "content-type": "application/json" },
      body: JSON.stringify({ upTo }),
    });
    expect(response.status).toBe(422);
    const mine = (await ann.call("getRoom", { params: room })).room;
    expect(mine.membership?.readN).toBe(0);
  });

  test("A38: a position in the future, of another era or in somebody else's room reads nothing that is not there", async () => {
    await say(bob, "1");
    const mark = (body: { upTo: number; era?: number }) => ann.call("markRead", { params: room, body });
    expect(await mark({ upTo: 2 ** 53 - 1, era: 5 })).toEqual({ readN: 0, readEra: 0 });
    expect(await mark({ upTo: 2 ** 53 - 1 })).toEqual({ readN: 1, readEra: 0 });
    await say(bob, "2");
    const mine = (await ann.call("getRoom", { params: room })).room;
    expect(mine.n - (mine.membership?.readN ?? 0)).toBe(1);
    const { room: quiet } = await bob.call("createRoom", { body: { name: "Quiet", kind: "private" } });
    const params = { room: String(quiet.id) };
    await expect(ann.call("markRead", { params, body: { upTo: 1 } })).rejects.toMatchObject({ status: 404 });
    await expect(ann.call("setAttention", { params, body: { muted: true } })).rejects.toMatchObject({ status: 404 });
    await expect(ann.call("suggestPeople", { params, query: { q: "a" } })).rejects.toMatchObject({ status: 404 });
  });

  test("A8: no suggestion tells of a room that one is not in: 500 probes", async () => {
    const { room: quiet } = await bob.call("createRoom", { body: { name: "Quiet", kind: "private" } });
    const codes = new Set<number>();
    for (let probe = 0; probe < 500; probe++) {
      const path = probe % 2 === 0 ? String(quiet.id) : `no-such-room-${probe}`;
      const response = await fetch(`${parley.url}/api/v1/rooms/${path}/people?q=${bob.username.slice(0, probe % 8)}`, {
        headers: ann.headers,
      });
      codes.add(response.status);
      const answer = (await response.json()) as { error?: { code: string; message: string } };
      expect(answer).toEqual({ error: { code: "not_found", message: expect.any(String) } });
    }
    expect([...codes]).toEqual([404]);
  });

  test("A40: whoever is blocked gets the same answers as before", async () => {
    const act = async () => {
      const message = await say(bob, `@${ann.username}`);
      const { room: chat } = await bob.call("openDirect", { body: { userIds: [ann.user.id] } });
      const direct = await say(bob, "hello", { room: String(chat.id) });
      const { room: quiet } = await bob.call("createRoom", { body: { name: "Quiet", kind: "private" } });
      const params = { room: String(quiet.id) };
      const added = await bob.call("addMembers", { params, body: { userIds: [ann.user.id] } });
      return [message, direct, chat, added.room].map((each) => Object.keys(each).sort());
    };
    await act();
    const before = await act();
    await ann.call("blockUser", { params: { id: bob.user.id } });
    expect(await act()).toEqual(before);
    const { users } = await ann.call("listBlocks", {});
    expect(users.map(({ id }) => id)).toEqual([bob.user.id]);
    expect(await bob.call("getUser", { params: { id: ann.user.id } })).toMatchObject({ user: { id: ann.user.id } });
  });

  test("preferences take only what they mean", async () => {
    const change = (body: InputOf<"changePreferences">["body"] & { role?: string }) =>
      ann.call("changePreferences", { body });
    for (const body of [
      { keywords: ["x"] },
      { keywords: Array.from({ length: 21 }, (_, i) => `word ${i}`) },
      { quietHours: { from: "25:00", to: "07:00", days: [] } },
      { quietHours: { from: "22:00", to: "07:00", days: [7] } },
      { pausedUntil: -1 },
    ]) {
      await expect(change(body)).rejects.toMatchObject({ status: 422 });
    }
    const { preferences } = await change({ sound: false, role: "admin" });
    expect(preferences.sound).toBe(false);
    expect(preferences).not.toHaveProperty("role");
  });
});
