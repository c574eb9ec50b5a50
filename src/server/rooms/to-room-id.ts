import { ParleyError } from "#protocol/errors.ts";
import type { RoomId } from "#protocol/ids.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";

/**
 * The id that a path's `{room}` means: digits are one, anything else is a slug and has to be asked for.
 * @throws not_found when there is no such slug, or the viewer may not know of it.
 */
export async function toRoomId({ storage }: Context, viewer: Viewer, room: string): Promise<RoomId> {
  if (!/^[1-9][0-9]*$/.test(room)) return (await storage.getRoom({ viewer, room })).id;
  const id = Number(room);
  if (!Number.isSafeInteger(id)) throw new ParleyError("not_found");
  return id as RoomId;
}
