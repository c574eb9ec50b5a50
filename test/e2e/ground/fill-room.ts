import type { RoomId } from "#protocol/ids.ts";
import { viewerOf } from "../../../src/server/auth/viewer.ts";
import type { Server } from "../../../src/server/server.ts";
import type { Person } from "../../support/people.ts";

let filled = 0;

/** Says much at once, past the limit of what one person may send in ten seconds. */
export async function fillRoom(server: Server, author: Person, roomId: RoomId, bodies: readonly string[]) {
  const { storage } = server.context;
  for (let from = 0; from < bodies.length; from += 500) {
    const sending = bodies.slice(from, from + 500).map((body) =>
      storage.sendMessage({
        roomId,
        author: viewerOf(author.user),
        clientId: `filled-${process.pid}-${++filled}` as never,
        body,
      }),
    );
    await Promise.all(sending);
  }
}

export function numbered(topic: string, count: number, from = 1): string[] {
  return Array.from({ length: count }, (_, at) => `${topic} ${at + from}`);
}
