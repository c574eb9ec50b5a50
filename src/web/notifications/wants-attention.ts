import { holdsKeyword, isQuiet } from "#protocol/judge-attention.ts";
import type { Preferences } from "#protocol/preferences.ts";
import type { RoomForMe } from "#protocol/room.ts";

export interface News {
  readonly room: RoomForMe;
  readonly text: string;
  /** Does it address me, by name, by answering me or with everybody? */
  readonly isAddressed: boolean;
}

/** Is this worth a notification, by what I chose for the room and for myself? */
export function wantsAttention({ room, text, isAddressed }: News, preferences: Preferences, now: Date): boolean {
  if (room.muted || isQuiet(preferences, now)) return false;
  const level = levelOf(room);
  return level === "all" || (level === "mentions" && (isAddressed || holdsKeyword(text, preferences.keywords)));
}

/** Somebody who writes to me alone means me; in a room, only those who address me do. */
export function levelOf({ notify = "default", kind }: RoomForMe): "all" | "mentions" | "nothing" {
  if (notify !== "default") return notify;
  return kind === "direct" || kind === "group" ? "all" : "mentions";
}
