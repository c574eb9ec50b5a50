import { z } from "zod";
import { epochSchema, roomIdSchema, seqSchema, timeSchema } from "./ids.ts";
import { notifyLevels } from "./preferences.ts";
import { userSchema } from "./user.ts";

export const roomKinds = ["public", "private", "direct", "group"] as const;
export type RoomKind = (typeof roomKinds)[number];

export const readerKinds = ["members", "everyone"] as const;
export type ReadableBy = (typeof readerKinds)[number];

export const roomRoles = ["owner", "moderator", "member"] as const;
export type RoomRole = (typeof roomRoles)[number];

/** A room as everybody who may see it sees it; what is mine about it is its `membership`. */
export const roomSchema = z.object({
  id: roomIdSchema,
  slug: z.string(),
  name: z.string(),
  topic: z.string(),
  kind: z.enum(roomKinds),
  readableBy: z.enum(readerKinds),
  /** May search engines list the public page? */
  indexable: z.boolean(),
  /** Number of the room's latest event. */
  seq: seqSchema,
  /** Number of the change that gave the room its present name, topic and readers. */
  rev: seqSchema,
  /** How many messages were ever sent here. Unread is `n - membership.readN`. */
  n: seqSchema,
  memberCount: z.int().nonnegative(),
  createdAt: timeSchema,
  lastMessageAt: timeSchema.optional(),
});
export type Room = z.infer<typeof roomSchema>;

export const membershipSchema = z.object({
  role: z.enum(roomRoles),
  joinedAt: timeSchema,
  /** Ordinal of the newest message I have seen. */
  readN: seqSchema,
});
export type Membership = z.infer<typeof membershipSchema>;

/** The latest message of a room, for lists of rooms. */
export const lastMessageSchema = z.object({
  author: userSchema,
  /** Its beginning, in one line. */
  text: z.string(),
  createdAt: timeSchema,
  /** The message's ordinal. */
  n: seqSchema,
});
export type LastMessage = z.infer<typeof lastMessageSchema>;

export const roomForMeSchema = roomSchema.extend({
  membership: membershipSchema.optional(),
  /** Of direct and group chats: the others in it, or me when I am alone; at most `limits.chatPeopleShown`. */
  people: z.array(userSchema).optional(),
  /** Of my rooms: the latest message that I may see. */
  lastMessage: lastMessageSchema.optional(),
  /**
   * Of my rooms: ordinals of unread messages that address me by name or answer me, at most `limits.mentionsMaxUnread`;
   * absent: none.
   */
  mentionedAt: z.array(seqSchema).optional(),
  /** The same of those that address everybody. */
  calledAt: z.array(seqSchema).optional(),
  /** How often I have set my position back; 0 when absent. Of two positions, that of the later era is the newer. */
  readEra: seqSchema.optional(),
  /** What of it asks for my attention; `default` when absent. */
  notify: z.enum(notifyLevels).optional(),
  /** It is quiet, and last in my list; mentions are still counted. */
  muted: z.literal(true).optional(),
  /** Put out of my list until something new comes. */
  hidden: z.literal(true).optional(),
});
export type RoomForMe = z.infer<typeof roomForMeSchema>;

/** Where a reader stands in a room's log. Only comparable within one epoch. */
export const positionSchema = z.object({ epoch: epochSchema, seq: seqSchema });
export type Position = z.infer<typeof positionSchema>;
