import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { WebSocket } from "ws";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { closeCodes } from "#protocol/close-codes.ts";
import { protocolVersion } from "#protocol/version.ts";
import { loadHistory } from "../support/load-room.ts";
import { makeCrowd } from "../support/make-rooms.ts";
import type { Person } from "../support/people.ts";
import { startParleyProcess } from "../support/start-parley-process.ts";
import { checkDatabase } from "./check-database.ts";
import type { ProofOptions } from "./prove-kills.ts";
import { sendByHttp } from "./run-writer.ts";

/**
 * SIGTERM while requests are under way: each connected reader is told to come back, what was acknowledged stays, what
 * the server had begun to read is answered, and the process ends by itself.
 */
export async function proveDrain({ mutant }: ProofOptions = {}): Promise<string[]> {
  await using parley = await startParleyProcess({ mutant });
  const { people, roomIds } = await makeCrowd(parley.url, { people: 8, rooms: 1 });
  const sockets = await Promise.all(people.map(openSocket));
  const mute = openMuteSocket(people[0]);
  const closings = sockets.map((socket) => once(socket, "close") as Promise<[number, Buffer]>);
  const streams = await Promise.all(people.map((person) => openStream(person, roomIds[0])));
  const acked: ClientId[] = [];
  let ended: Promise<number | NodeJS.Signals> | undefined;
  const sends = people.flatMap((person) =>
    Array.from({ length: 20 }, async (_, index) => {
      const clientId = `drain-${person.username}-${index}` as ClientId;
      await sendByHttp(person, { roomId: roomIds[0], clientId, body: clientId });
      acked.push(clientId);
      ended ??= parley.kill("SIGTERM");
    }),
  );
  await Promise.allSettled(sends);
  const exit = await ended;
  mute.destroy();
  const faults = exit === 0 ? [] : [`ended with ${exit}`];
  for (const [code, reason] of await Promise.all(closings)) {
    if (code !== closeCodes.draining.code) faults.push(`a socket was closed with ${code} ${reason.toString()}`);
  }
  for (const { text } of streams) {
    if (!(await text).includes(`"code":${closeCodes.draining.code}`)) faults.push("a stream ended without a word");
  }
  faults.push(...checkDatabase(parley.dataDir));
  await parley.restart();
  const stored = new Set((await loadHistory(people[0].at(parley.url), roomIds[0])).map(({ body }) => body));
  return [...faults, ...acked.filter((clientId) => !stored.has(clientId)).map((clientId) => `lost: ${clientId}`)];
}

async function openSocket(person: Person): Promise<WebSocket> {
  const socket = new WebSocket(`${person.baseUrl.replace("http", "ws")}/api/v1/socket`, { headers: person.headers });
  await once(socket, "open");
  socket.send(JSON.stringify({ t: "hello", v: protocolVersion }));
  await once(socket, "message");
  return socket;
}

/** Shakes hands, and neither reads nor answers anything more. */
function openMuteSocket(person: Person): Socket {
  const { hostname, port, host } = new URL(person.baseUrl);
  const socket = connect(Number(port), hostname);
  const lines = [
    "GET /api/v1/socket HTTP/1.1",
    `Host: ${host}`,
    `Cookie: ${person.cookie}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  ];
  socket.on("error", () => {}).write(`${lines.join("\r\n")}\r\n\r\n`);
  return socket.pause();
}

interface Stream {
  /** All that it will have said. */
  readonly text: Promise<string>;
}

async function openStream(person: Person, roomId: RoomId): Promise<Stream> {
  const response = await fetch(`${person.baseUrl}/api/v1/events?rooms=${roomId}`, { headers: person.headers });
  return { text: response.text().catch((error: unknown) => String(error)) };
}
