import type { ClientId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { LiveClient } from "../support/live-client.ts";
import { makeCrowd } from "../support/make-rooms.ts";
import { startParleyProcess } from "../support/start-parley-process.ts";
import type { ProofOptions } from "./prove-kills.ts";
import { sendByHttp } from "./run-writer.ts";

/** Half by socket and half by HTTP: one count for both, and the same refusal. */
export async function proveLimits({ mutant }: ProofOptions = {}): Promise<string[]> {
  await using parley = await startParleyProcess({ mutant });
  const { people, roomIds } = await makeCrowd(parley.url, { people: 1, rooms: 1 });
  const [person] = people;
  const [roomId] = roomIds;
  await using client = await LiveClient.open({ caller: person, transport: "socket", rooms: [roomId] });
  await client.untilLevel();
  const most = limits.messagesMaxPerUser.count;
  const sends = Array.from({ length: most + 40 }, (_, index) => {
    const text = { roomId, clientId: `limited-${index}` as ClientId, body: `Number ${index}` };
    return index % 2 === 0 ? client.send(text) : sendByHttp(person, text);
  });
  const outcomes = await Promise.allSettled(sends);
  const passed = outcomes.filter(({ status }) => status === "fulfilled").length;
  const faults = passed === most ? [] : [`${passed} messages passed a limit of ${most}`];
  for (const outcome of outcomes) {
    if (outcome.status === "rejected" && !String(outcome.reason).includes("rate_limited"))
      faults.push(String(outcome.reason));
  }
  return faults;
}
