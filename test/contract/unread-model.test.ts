import { array, asyncProperty, check, constant, nat, oneof, record } from "fast-check";
import { expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import type { ClientId, MessageId, RoomId } from "#protocol/ids.ts";
import { isWholeRoom } from "#protocol/mentions.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import { usernameKey } from "../../src/server/auth/username.ts";
import { viewerOf } from "../../src/server/auth/viewer.ts";
import { listNameKeys } from "../../src/server/messages/list-name-keys.ts";
import type { Notice } from "../../src/server/storage/storage.ts";
import { browserClock } from "../../src/web/platform/clock.ts";
import { countMentions } from "../../src/web/store/attention.ts";
import { type Client, createClient } from "../../src/web/store/client.ts";
import type { AppState } from "../../src/web/store/contract.ts";
import { initialState } from "../../src/web/store/initial-state.ts";
import { onFrame } from "../../src/web/store/on-frame.ts";
import { countUnread } from "../../src/web/views/sidebar/count-unread.ts";
import { type Bench, databases, openBench } from "./databases.ts";

const bodies = ["plain", "@watcher, look", "@room, look", "nothing for @anybody"] as const;

const step = oneof(
  record({ do: constant("send" as const), body: nat(bodies.length - 1), isAnswer: nat(3) }),
  record({ do: constant("edit" as const), at: nat(9), body: nat(bodies.length - 1) }),
  record({ do: constant("delete" as const), at: nat(9) }),
  record({ do: constant("read" as const), upTo: nat(20) }),
  record({ do: constant("unread" as const), upTo: nat(20) }),
  record({ do: constant("leave" as const) }),
  record({ do: constant("join" as const) }),
  record({ do: constant("block" as const) }),
  record({ do: constant("unblock" as const) }),
  // The watcher's device is away for a while, or hears its two logs in the other order.
  record({ do: constant("away" as const) }),
  record({ do: constant("back" as const) }),
  record({ do: constant("swap" as const) }),
);
type Step = typeof step extends { generate(...args: never[]): { value: infer Value } } ? Value : never;

/** What a message says, as the model remembers it. */
interface Said {
  readonly id: MessageId;
  readonly n: number;
  readonly isOwn: boolean;
  readonly answersOwn: boolean;
  body: string;
  isGone: boolean;
  /** Written while its author was blocked, so that nothing was kept for the watcher by name. */
  wasDeaf: boolean;
}

interface World {
  readonly bench: Bench;
  readonly roomId: RoomId;
  readonly watcher: Awaited<ReturnType<Bench["person"]>>;
  readonly author: Awaited<ReturnType<Bench["person"]>>;
  readonly client: Client;
  readonly said: Said[];
  isMember: boolean;
  isBlocked: boolean;
  isAway: boolean;
  isSwapped: boolean;
  readN: number;
  heard: number;
}

let runs = 0;

async function openWorld(bench: Bench): Promise<World> {
  const run = ++runs;
  const [watcher, author] = [await person(bench, `watcher${run}`), await person(bench, `author${run}`)];
  const { id: roomId } = await bench.room(author.viewer);
  await bench.storage.addMembers({ viewer: watcher.viewer, room: String(roomId), userIds: [watcher.user.id] });
  const store = createStore<AppState>(() => initialState);
  const unavailable = { ok: false, error: { code: "unavailable", message: "" } } as const;
  const never = () => {
    throw new Error("nothing is opened here");
  };
  const client = createClient(store, {
    clock: browserClock,
    http: async () => unavailable,
    openers: { websocket: never, sse: never, poll: never },
    openDatabase: async () => undefined,
    storage: never,
    takeTurns: async (_name, work) => work(),
    tabs: { tell() {}, listen() {} },
    watchSignals() {},
  });
  const fresh = { isMember: true, isBlocked: false, isAway: false, isSwapped: false, readN: 0, said: [] };
  const world: World = { bench, roomId, watcher, author, client, heard: bench.notices.length, ...fresh };
  await welcome(world);
  return world;
}

async function person(bench: Bench, username: string): ReturnType<Bench["person"]> {
  const names = { username, usernameKey: usernameKey(username), displayName: username };
  const user = await bench.storage.createUser({ ...names, passwordHash: "not a hash" });
  return { user, viewer: viewerOf(user) };
}

async function welcome({ bench, watcher, client }: World): Promise<void> {
  const { seq, ...mine } = await bench.storage.listMyRooms({ userId: watcher.user.id });
  onFrame(client, { t: "welcome", v: 1, you: watcher.user, epoch: bench.storage.epoch, seq, ...mine });
}

/** What the watcher's device is told of what has happened since. */
function hear(world: World): void {
  const { bench, client, watcher } = world;
  const notices = bench.notices.slice(world.heard);
  world.heard = bench.notices.length;
  if (world.isAway) return;
  const own = notices.flatMap((notice): ServerFrame[] => {
    const isMine = notice.to === "user" && notice.userId === watcher.user.id;
    return isMine ? [{ t: "user-event", seq: notice.seq, event: notice.event }] : [];
  });
  const room = world.isMember ? notices.flatMap((notice) => toRoomFrame(world, notice)) : [];
  for (const frame of world.isSwapped ? [...own, ...room] : [...room, ...own]) onFrame(client, frame);
}

/** As somebody hears of a room that is not open: hints. */
function toRoomFrame({ roomId }: World, notice: Notice): ServerFrame[] {
  if (notice.to !== "room" || notice.roomId !== roomId || notice.event.type !== "message") return [];
  const { n, author, mentionsAll } = notice.event.message;
  const toAll = [{ n, authorId: author.id, isOn: mentionsAll !== undefined }];
  return [{ t: "hint", roomId, seq: notice.seq, n, toAll }];
}

const room = ({ roomId }: World) => String(roomId);

const acts: { [Name in Step["do"]]: (world: World, step: Extract<Step, { do: Name }>) => Promise<void> } = {
  async send(world, { body: index, isAnswer }) {
    const { bench, author, watcher, roomId, said } = world;
    const isOwn = isAnswer === 3 && world.isMember;
    const body = (bodies[index] ?? "plain").replace("watcher", watcher.user.username);
    const answered = isAnswer === 1 ? said.find((each) => each.isOwn) : undefined;
    const { message } = await bench.storage.sendMessage({
      author: isOwn ? watcher.viewer : author.viewer,
      roomId,
      body,
      clientId: `model-${runs}-${said.length}-message` as ClientId,
      replyTo: answered?.id,
      nameKeys: listNameKeys(body),
    });
    const answersOwn = answered !== undefined && world.isMember && !isOwn;
    const wasDeaf = world.isBlocked || !world.isMember;
    said.push({ id: message.id, n: message.n, isOwn, answersOwn, body, isGone: false, wasDeaf });
  },
  async edit(world, { at, body: index }) {
    const message = world.said.at(-1 - at);
    if (!message || message.isGone || (message.isOwn && !world.isMember)) return;
    const body = (bodies[index] ?? "plain").replace("watcher", world.watcher.user.username);
    const { viewer } = message.isOwn ? world.watcher : world.author;
    const edit = { viewer, messageId: message.id, body, nameKeys: listNameKeys(body) };
    await world.bench.storage.editMessage(edit);
    message.body = body;
    message.wasDeaf = world.isBlocked || !world.isMember;
  },
  async delete(world, { at }) {
    const message = world.said.at(-1 - at);
    if (!message) return;
    await world.bench.storage.deleteMessage({ viewer: world.author.viewer, messageId: message.id });
    message.isGone = true;
  },
  async read(world, { upTo }) {
    if (!world.isMember) return;
    await world.bench.storage.markRead({ viewer: world.watcher.viewer, room: room(world), upTo });
    world.readN = Math.max(world.readN, Math.min(upTo, world.said.length));
  },
  async unread(world, { upTo }) {
    if (!world.isMember) return;
    await world.bench.storage.markRead({ viewer: world.watcher.viewer, room: room(world), upTo, force: true });
    world.readN = Math.min(upTo, world.said.length);
  },
  async leave(world) {
    if (!world.isMember) return;
    const { viewer, user } = world.watcher;
    await world.bench.storage.removeMember({ viewer, room: room(world), userId: user.id });
    hear(world);
    world.isMember = false;
  },
  async join(world) {
    if (world.isMember) return;
    const { viewer, user } = world.watcher;
    await world.bench.storage.addMembers({ viewer, room: room(world), userIds: [user.id] });
    world.isMember = true;
    world.readN = world.said.length;
  },
  async block(world) {
    await world.bench.storage.blockUser({ userId: world.watcher.user.id, blockedId: world.author.user.id });
    world.isBlocked = true;
    hear(world);
    await reload(world);
  },
  async unblock(world) {
    if (!world.isBlocked) return;
    await world.bench.storage.unblockUser({ userId: world.watcher.user.id, blockedId: world.author.user.id });
    world.isBlocked = false;
    hear(world);
    await reload(world);
  },
  async away(world) {
    world.isAway = true;
  },
  async back(world) {
    if (!world.isAway) return;
    world.isAway = false;
    world.heard = world.bench.notices.length;
    await welcome(world);
  },
  async swap(world) {
    world.isSwapped = !world.isSwapped;
  },
};

/** As the client does when its blocks change. */
async function reload(world: World): Promise<void> {
  if (!world.isAway) await welcome(world);
}

/** Worked out from nothing but what was said. */
function expected(world: World): { unread: number; mentions: number } {
  const { said, readN, watcher, isBlocked } = world;
  const isForMe = (message: Said): boolean => {
    if (message.isGone || message.isOwn || isBlocked) return false;
    if (isWholeRoom(message.body.slice(1, 5))) return true;
    const isNamed = message.body.includes(`@${watcher.user.username}`) || message.answersOwn;
    return isNamed && !message.wasDeaf;
  };
  return { unread: said.length - readN, mentions: said.filter((each) => each.n > readN && isForMe(each)).length };
}

async function run(bench: Bench, steps: readonly Step[]): Promise<void> {
  const world = await openWorld(bench);
  for (const each of [...steps, { do: "back" } as const]) {
    await (acts[each.do] as (world: World, step: Step) => Promise<void>)(world, each);
    hear(world);
    if (world.isAway || !world.isMember) continue;
    const shown = world.client.store.getState().rooms.get(world.roomId);
    if (!shown) throw new Error("the room is not there");
    expect({ unread: countUnread(shown), mentions: countMentions(shown) }).toEqual(expected(world));
  }
}

test.each(databases)("what is shown as unread is what is unread, after any history, on $kind", async (database) => {
  await using bench = await openBench(database);
  const history = array(step, { minLength: 1, maxLength: 20 });
  const report = await check(
    asyncProperty(history, (steps) => run(bench, steps)),
    { numRuns: 250, interruptAfterTimeLimit: 12_000 },
  );
  if (report.failed) throw new Error(JSON.stringify(report.counterexample), { cause: report.errorInstance });
  expect(report.numRuns).toBeGreaterThan(5);
});
