import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { protocolVersion } from "#protocol/version.ts";
import { eventually } from "../support/eventually.ts";
import { LiveClient } from "../support/live-client.ts";
import { transports } from "../support/live-transports.ts";
import { loadHistory, loadRoom } from "../support/load-room.ts";
import { logIn, type Person, registerPeople } from "../support/people.ts";
import { startParleyProcess } from "../support/start-parley-process.ts";
import type { ProofOptions } from "./prove-kills.ts";
import { sendByHttp } from "./run-writer.ts";

export const revocations = ["removal", "logout", "logout everywhere else"] as const;
type Revocation = (typeof revocations)[number];

/** Well over what news needs to arrive, so that what was not meant to come had its chance. */
const graceMessages = 20;

/**
 * In the midst of somebody's writing, the victim loses a private room or its session, while it holds every transport.
 * Nothing written after the answer to the revocation may reach it, however often it comes back.
 */
export async function proveRevocation(
  revocation: Revocation,
  rounds: number,
  { mutant }: ProofOptions = {},
): Promise<string[]> {
  await using parley = await startParleyProcess({ mutant });
  const faults: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const [owner, victim] = await registerPeople(parley.url, 2);
    if (owner && victim) faults.push(...(await revokeOnce({ owner, victim, revocation, round })));
  }
  return faults;
}

interface Round {
  readonly owner: Person;
  readonly victim: Person;
  readonly revocation: Revocation;
  readonly round: number;
}

async function revokeOnce({ owner, victim, revocation, round }: Round): Promise<string[]> {
  const { room } = await owner.call("createRoom", { body: { name: `Private ${round}`, kind: "private" } });
  const params = { room: String(room.id) };
  await owner.call("addMembers", { params, body: { userIds: [victim.user.id] } });
  const held = await loadRoom(victim, room.id);
  const seen = new Map<number, string>();
  await using clients = new AsyncDisposableStack();
  const readers = transports.map((transport) => {
    const onEvent: NonNullable<ConstructorParameters<typeof LiveClient>[0]["onEvent"]> = (_, { seq }) =>
      seen.set(seq, transport);
    const reader = clients.use(new LiveClient({ caller: victim, transport, rooms: [held], onEvent }));
    reader.connect();
    return reader;
  });
  const writer = startWriting(owner, room.id, round);
  await eventually(() => readers.every(({ states }) => (states[0]?.seq ?? 0) > held.seq + 5), {
    what: "readers to read",
  });

  await revoke(revocation, { owner, victim, params });
  const afterwards = writer.written();
  await eventually(() => writer.written() > afterwards + graceMessages, { what: "messages after the revocation" });
  await writer.stop();
  // What was sent before the answer may count as before; the message under way at that moment, too.
  const allowed = afterwards + 1;
  const history = await loadHistory(owner, room.id);
  const late = history.filter(({ n, seq }) => n > allowed && seen.has(seq));
  return late.map(
    ({ n, seq }) => `${revocation}: message ${n} of ${allowed} allowed reached the victim over ${seen.get(seq)}`,
  );
}

async function revoke(
  revocation: Revocation,
  { owner, victim, params }: { owner: Person; victim: Person; params: { room: string } },
): Promise<void> {
  if (revocation === "logout") await victim.call("logout", {});
  else if (revocation === "logout everywhere else") {
    const elsewhere = await logIn(victim.baseUrl, victim.username);
    await elsewhere.call("endOtherSessions", {});
  } else await owner.call("removeMember", { params: { ...params, user: String(victim.user.id) } });
}

/** About fifty messages per second, and no more than a person may send. */
function startWriting(owner: Person, roomId: RoomId, round: number) {
  let written = 0;
  const over = new AbortController();
  async function write(): Promise<void> {
    while (!over.signal.aborted) {
      const clientId = `revoke-${round}-${written}-${owner.username}` as ClientId;
      await sendByHttp(owner, { roomId, clientId, body: `Secret ${written}` });
      written++;
      await delay(15);
    }
  }
  const writing = write();
  return {
    written: () => written,
    stop: () => {
      over.abort();
      return writing;
    },
  };
}

/** A socket that was opened with a session and has not said hello when that session ends. @returns how it was closed. */
export async function logOutBeforeHello({ mutant }: ProofOptions = {}): Promise<number> {
  await using parley = await startParleyProcess({ mutant });
  const [victim] = await registerPeople(parley.url, 1);
  if (!victim) throw new Error("nobody came");
  const socket = new WebSocket(`${parley.url.replace("http", "ws")}/api/v1/socket`, { headers: victim.headers });
  await once(socket, "open");
  const closed = once(socket, "close") as Promise<[number]>;
  await victim.call("logout", {});
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ t: "hello", v: protocolVersion }));
  const answered = once(socket, "message").then(() => [0] as const);
  const [code] = await Promise.race([closed, answered]);
  socket.terminate();
  return code;
}
