import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { closeCodes } from "#protocol/close-codes.ts";
import { eventually } from "../support/eventually.ts";
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

test("END-1: a hello that fails on the server ends the connection, to come back", async () => {
  const { storage } = opened.context;
  const { listMyRooms } = storage;
  storage.listMyRooms = async () => {
    throw new Error("the database is gone");
  };
  const socket = new WebSocket(`${opened.url.replace("http", "ws")}/api/v1/socket`, { headers: { ...ann.headers } });
  await once(socket, "open");
  const closed = once(socket, "close") as Promise<[number]>;
  socket.send(JSON.stringify({ t: "hello", v: 1 }));
  const [code] = await closed;
  storage.listMyRooms = listMyRooms;
  expect(code).toBe(closeCodes.failed.code);
});

test("AUTH-4: what a socket sends after its session ended counts for nothing", async () => {
  const roomId = await makeRoom([ann, bob]);
  const { socket, text } = await openRawSocket(bob);
  socket.write(maskedText({ t: "hello", v: 1 }));
  await eventually(() => text().includes('"welcome"'), { what: "the welcome" });
  await bob.call("logout", {});
  await eventually(() => text().includes(closeCodes.sessionEnded.reason), { what: "the close frame" });
  const closed = once(socket, "close");
  socket.write(maskedText({ t: "send", ref: 1, roomId, clientId: randomUUID().slice(0, 8), body: "late" }));
  await closed;
  const { messages } = await ann.call("listMessages", { params: { room: String(roomId) }, query: {} });
  expect(messages).toEqual([]);
});

/** A WebSocket that does not answer a close. */
async function openRawSocket({ cookie }: Person): Promise<{ socket: Socket; text(): string }> {
  const { hostname, port, host } = new URL(opened.url);
  const socket = connect({ host: hostname, port: Number(port) });
  let received = "";
  socket.on("error", () => {}).on("data", (chunk: Buffer) => (received += chunk.toString("latin1")));
  const head = [
    "GET /api/v1/socket HTTP/1.1",
    `Host: ${host}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${Buffer.from(randomUUID().slice(0, 16)).toString("base64")}`,
    `Cookie: ${cookie}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  await eventually(() => received.includes("101 Switching Protocols"), { what: "the handshake" });
  return { socket, text: () => received };
}

/** A client's short frame; a mask of zeroes leaves the text as it is. */
function maskedText(frame: object): Buffer {
  const payload = Buffer.from(JSON.stringify(frame));
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}
