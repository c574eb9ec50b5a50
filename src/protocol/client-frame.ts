import { z } from "zod";
import { clientIdSchema, messageIdSchema, roomIdSchema, seqSchema, userIdSchema } from "./ids.ts";
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
  /** Whom this client looks at, instead of whom it looked at before. */
  z.object({
    t: z.literal("watch"),
    ref: refSchema.optional(),
    userIds: z.array(userIdSchema).max(limits.watchMaxUsers),
  }),
  /** Is somebody at this device? It begins as yes. */
  z.object({ t: z.literal("active"), ref: refSchema.optional(), isActive: z.boolean() }),
  z.object({ t: z.literal("typing"), ref: refSchema.optional(), roomId: roomIdSchema }),
  z.object({ t: z.literal("ping") }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;
