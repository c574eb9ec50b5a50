import type { TimelineItem } from "../../store/contract.ts";
import type { User } from "#protocol/user.ts";

const shownFaces = 3;

/** Who wrote last, each once: the faces beside the room's name. */
export function findFaces(items: readonly TimelineItem[]): User[] {
  const faces = new Map<number, User>();
  for (let at = items.length - 1; at >= 0 && faces.size < shownFaces; at--) {
    const item = items[at];
    if (item?.kind === "message" && !faces.has(item.message.author.id)) {
      faces.set(item.message.author.id, item.message.author);
    }
  }
  return [...faces.values()];
}
