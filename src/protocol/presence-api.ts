import { z } from "zod";
import { limits } from "./limits.ts";
import { chosenPresenceSchema, presenceStates } from "./presence.ts";
import { preferencesSchema } from "./preferences.ts";

const watched = `[1-9][0-9]{0,15}(\\.(${presenceStates.join("|")}))?`;
const watchedSchema = z.string().regex(new RegExp(`^(${watched}(,${watched})*)?$`));

/** Whom a reader of SSE or polling looks at, and whether somebody is at the device. */
export const watchQuerySchema = z.object({
  watch: watchedSchema
    .refine((list) => list.split(",").length <= limits.watchMaxUsers, `at most ${limits.watchMaxUsers} people`)
    .default("")
    .describe("ids of people, separated by commas; `12.away`: told only once 12 is no longer away"),
  active: z.enum(["true", "false"]).default("true").describe("is somebody at this device?"),
});

/** Presence and typing; a part of the table in http-api. */
export const presenceApi = {
  choosePresence: {
    method: "PUT",
    path: "/api/v1/me/presence",
    summary: "Choose how I appear: as my devices say, away, do not disturb, or to nobody; until a moment, or for good",
    audience: "member",
    body: chosenPresenceSchema.partial({ until: true }),
    answers: { 200: z.object({ preferences: preferencesSchema }) },
    errors: ["invalid", "rate_limited"],
  },
  type: {
    method: "POST",
    path: "/api/v1/rooms/{room}/typing",
    summary: "I am typing in this room; say so again every few seconds while it goes on",
    audience: "member",
    params: z.object({ room: z.string().min(1).max(limits.roomSlugMaxChars).describe("id or slug") }),
    answers: { 200: z.object({}) },
    errors: ["forbidden", "not_found", "rate_limited"],
  },
} as const;
