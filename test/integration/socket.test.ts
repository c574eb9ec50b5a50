import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import { eventually } from "../support/eventually.ts";
import { LiveClient } from "../support/live-client.ts";
import { makeRoom } from "../support/make-rooms.ts";
import { type OpenedApp, openApp } from "../support/open-app.ts";
import { type Person, registerPeople } from "../support/people.ts";

let opened: OpenedApp;
let ann: Person;
let bob: Person;

beforeAll(async () => {
  opened = await openApp();
  [ann, bob] = (await registerPeople(opened.url, 2)) as [Person, Person];
});
afterAll(() => opened[Symbol.asyncDispose]());

interface RawSocket extends Disposable {
  readonly frames: ServerFrame[];
  readonly closed: Promise<number>;
  send(data: string | Buffer): void;
  untilFrame(type: ServerFrame["t"], count?: number): Promise<unknown>;
}

async function openSocket(headers: Record<string, string> = ann.headers): Promise<RawSocket> {
  const socket = new WebSocket(`${opened.url.replace("http", "ws")}/api/v1/socket`, { headers: { ...headers } });
  const frames: ServerFrame[] = [];
  const closed = Promise.withResolvers<number>();
  const ready = Promise.withResolvers<void>();
  socket.on("message", (data: Buffer) => frames.push(JSON.parse(data.toString()) as ServerFrame));
  socket.on("open", () => ready.resolve());
  socket.on("error", ready.reject);
  socket.on("close", (code) => closed.resolve(code));
  await ready.promise;
  return {
    frames,
    closed: closed.promise,
    send: (data) => socket.send(data),
    untilFrame: (type, count = 1) =>
      eventually(() => frames.filter((frame) => frame.t === type).length >= count, { what: `a ${type} frame` }),
    [Symbol.dispose]: () => socket.terminate(),
  };
}

const hello = JSON.stringify({ t: "hello", v: 1 });
const sendFrame = (roomId: RoomId, body: unknown, ref: unknown = 1) =>
  JSON.stringify({ t: "send", ref, roomId, clientId: randomUUID(), body });

test("HELLO-1: nothing goes before hello, and no other version is spoken", async () => {
  using early = await openSocket();
  early.send(JSON.stringify({ t: "ping" }));
  await early.untilFrame("error");
  expect(early.frames).toMatchObject([{ t: "error", code: "hello_first" }]);
  using stranger = await openSocket();
  stranger.send(JSON.stringify({ t: "hello", v: 999 }));
  expect(await stranger.closed).toBe(4406);
});

test("HELLO-2: guests are welcome, and may not send", async () => {
  const roomId = await makeRoom([ann]);
  using guest = await openSocket({});
  guest.send(hello);
  await guest.untilFrame("welcome");
  expect(guest.frames).toMatchObject([{ t: "welcome", you: null, rooms: [] }]);
  guest.send(sendFrame(roomId, "me too"));
  await guest.untilFrame("error");
  expect(guest.frames[1]).toMatchObject({ t: "error", ref: 1, code: "unauthenticated" });
});

test("FRAME-1, FRAME-2: what cannot be read is refused, and only its sender suffers", async () => {
  const roomId = await makeRoom([ann]);
  using witness = await openSocket();
  witness.send(hello);
  await witness.untilFrame("welcome");
  const refused = [
    { send: JSON.stringify({ t: "dance", ref: "x" }), code: "unknown_frame", ref: "x" },
    { send: sendFrame(roomId, { $ne: 1 }, "y"), code: "invalid", ref: "y" },
    { send: sendFrame(roomId, "   ", 7), code: "blank", ref: 7 },
    { send: sendFrame(roomId, "x".repeat(4_001), 8), code: "invalid", ref: 8 },
    { send: sendFrame(999_999 as RoomId, "x", 9), code: "not_found", ref: 9 },
    { send: JSON.stringify({ t: "subscribe", roomId: -1, ref: 10 }), code: "invalid", ref: 10 },
  ];
  for (const [index, { send, code, ref }] of refused.entries()) {
    witness.send(send);
    await witness.untilFrame("error", index + 1);
    expect(witness.frames.at(-1)).toMatchObject({ t: "error", code, ref });
  }
  const fatal: [string | Buffer, number][] = [
    ["no json", 4400],
    ["[]", 4400],
    ["null", 4400],
    [Buffer.from([1, 2, 3]), 1003],
    ["x".repeat(limits.frameMaxBytes + 1), 1009],
    ["[".repeat(30_000), 4400],
  ];
  for (const [data, code] of fatal) {
    using abuser = await openSocket();
    abuser.send(hello);
    await abuser.untilFrame("welcome");
    abuser.send(data);
    expect(await abuser.closed).toBe(code);
  }
  witness.send(JSON.stringify({ t: "ping" }));
  await witness.untilFrame("pong");
});

test("AUTH-3: a handshake from another site is refused", async () => {
  for (const origin of ["https://evil.example", "null", `${opened.url}.evil.example`]) {
    await expect(openSocket({ ...ann.headers, origin })).rejects.toThrow("403");
  }
  using own = await openSocket({ ...ann.headers, origin: opened.url });
  own.send(hello);
  await own.untilFrame("welcome");
  await expect(openSocket({ authorization: "Bearer nonsense" })).rejects.toThrow("401");
});

test("SEND-6: unawaited sends of one connection keep their order", async () => {
  const roomId = await makeRoom([bob]);
  using socket = await openSocket(bob.headers);
  socket.send(hello);
  const count = 100;
  for (let i = 0; i < count; i++) socket.send(sendFrame(roomId, `${i}`, i));
  await socket.untilFrame("ack", count);
  const acks = socket.frames.flatMap((frame) => (frame.t === "ack" ? [frame] : []));
  const bySeq = acks.toSorted((a, b) => a.message.seq - b.message.seq);
  expect(bySeq.map((ack) => ack.ref)).toEqual(bySeq.map((_, i) => i));
});

test("SUB-4: a reader that never reads is cut off, and holds nobody up", async () => {
  const talkers = (await registerPeople(opened.url, 10)) as [Person, ...Person[]];
  const roomId = await makeRoom([...talkers, ann]);
  await using witness = await LiveClient.open({ caller: ann, transport: "socket", rooms: [roomId] });
  await witness.untilLevel();
  const deaf = await openDeafSocket(ann, roomId);
  const body = "\u{1f600}".repeat(limits.messageMaxChars);
  const sendAll = async (talker: Person) => {
    const input = { params: { room: String(roomId) } };
    for (let i = 0; i < limits.messagesMaxPerUser.count; i++) {
      await talker.call("sendMessage", { ...input, body: { body, clientId: randomUUID() } });
    }
  };
  await Promise.all(talkers.map(sendAll));
  const sent = talkers.length * limits.messagesMaxPerUser.count;
  await eventually(() => witness.state(roomId).messages.length === sent, { what: "the witness to have all" });
  expect(witness.faults).toEqual([]);
  expect(witness.counts).toMatchObject({ connections: 1, gaps: 0 });
  const readBytes = await readToTheEnd(deaf);
  expect(readBytes).toBeLessThan(sent * Buffer.byteLength(body));
});

/** Resolves when the other side has hung up. */
async function readToTheEnd(socket: Socket): Promise<number> {
  let bytes = 0;
  socket.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  const closed = once(socket, "close");
  socket.resume();
  await closed;
  return bytes;
}

/** A WebSocket whose owner stops reading after the handshake. */
async function openDeafSocket(person: Person, roomId: RoomId): Promise<Socket> {
  const { hostname, port } = new URL(opened.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on("error", () => {});
  const head = [
    "GET /api/v1/socket HTTP/1.1",
    `Host: ${hostname}:${port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${Buffer.from(randomUUID().slice(0, 16)).toString("base64")}`,
    `Cookie: ${person.cookie}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  await new Promise((resolve) => {
    socket.once("data", resolve);
  });
  socket.write(maskedText(JSON.stringify({ t: "hello", v: 1, subscribe: [roomId] })));
  socket.pause();
  return socket;
}

/** A client's frame; a mask of zeroes leaves the text as it is. */
function maskedText(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}
