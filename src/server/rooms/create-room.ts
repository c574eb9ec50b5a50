import { ParleyError } from "#protocol/errors.ts";
import type { ReadableBy, RoomForMe } from "#protocol/room.ts";
import { requirePerson, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import type { NewRoom } from "../storage/storage.ts";
import { refuseBadRoom } from "./refuse-bad-room.ts";
import { slugFrom } from "./slug.ts";

export interface CreateRoomInput {
  readonly name: string;
  /** Made from the name when absent. */
  readonly slug?: string | undefined;
  readonly topic?: string | undefined;
  readonly kind: "public" | "private";
  readonly readableBy: ReadableBy;
}

/** @throws unauthenticated, invalid, slug_taken (for a chosen slug only), rate_limited. */
export async function createRoom(context: Context, viewer: Viewer, input: CreateRoomInput): Promise<RoomForMe> {
  const { userId } = requirePerson(viewer);
  refuseBadRoom(input);
  await context.rateLimiter.use("roomsMaxPerUser", userId);
  const { slug, name, topic = "", kind, readableBy } = input;
  const room = { name, topic, kind, readableBy };
  if (slug !== undefined) return context.storage.createRoom({ viewer, room: { ...room, slug } });
  return createUnderFreeSlug(context, viewer, room);
}

async function createUnderFreeSlug(context: Context, viewer: Viewer, room: Omit<NewRoom, "slug">): Promise<RoomForMe> {
  for (const slug of suggestSlugs(context, room.name)) {
    try {
      return await context.storage.createRoom({ viewer, room: { ...room, slug } });
    } catch (error) {
      if (!(error instanceof ParleyError) || error.code !== "slug_taken") throw error;
    }
  }
  throw new ParleyError("slug_taken");
}

/** The name's own, then `…-2` to `…-4`, then numbers so wide that one is free. */
function* suggestSlugs({ clock }: Context, name: string): Generator<string> {
  const own = slugFrom(name);
  if (own !== undefined) yield own;
  for (const number of [2, 3, 4]) yield `${own ?? "room"}-${number}`;
  for (const width of [1e3, 1e5, 1e6]) yield `${own ?? "room"}-${Math.floor(clock.random() * width) + 5}`;
}
