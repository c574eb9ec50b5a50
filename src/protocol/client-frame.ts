import { z } from "zod";
import { clientIdSchema, messageIdSchema, roomIdSchema, seqSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { positionSchema } from "./room.ts";

/** Chosen by the client; the answer to a frame carries it back. */
const refSchema = z.union([z.string().max(64), z.int()]);
export type Ref = z.infer<typeof refSchema>;

const roomIdsSchema = z.array(roomIdSchema).max(limits.subscriptionsMaxRooms);

export const helloFrameSchema = z.object({
  t: z.literal("hello"),
  v: z.int(),
  cursors: z.record(z.string().regex(/^[1-9][0-9]{0,15}$/), positionSchema).default({}),
  subscribe: roomIdsSchema.default([]),
});

export const sendFrameSchema = z.object({
  t: z.literal("send"),
  ref: refSchema,
  roomId: roomIdSchema,
  clientId: clientIdSchema,
  body: z.string(),
  replyTo: messageIdSchema.optional(),
});

export const clientFrameSchema = z.discriminatedUnion("t", [
  helloFrameSchema,
  sendFrameSchema,
  z.object({
    t: z.literal("subscribe"),
    ref: refSchema.optional(),
    roomId: roomIdSchema,
    since: positionSchema.optional(),
  }),
  z.object({ t: z.literal("unsubscribe"), ref: refSchema.optional(), roomId: roomIdSchema }),
  z.object({
    t: z.literal("read"),
    ref: refSchema.optional(),
    roomId: roomIdSchema,
    upTo: seqSchema,
    /** Of the position that this one goes on from: once that was set back elsewhere, this one counts no more. */
    era: seqSchema.optional(),
    /** Set the position back: everything after `upTo` is unread again. */
    force: z.boolean().optional(),
  }),
  z.object({ t: z.literal("ping") }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;
