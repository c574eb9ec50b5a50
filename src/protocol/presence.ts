import { z } from "zod";
import { userIdSchema } from "./ids.ts";

/** Whether somebody is there. `invisible` is told to oneself only; to others it is `offline`. */
export const presenceStates = ["online", "away", "dnd", "offline", "invisible"] as const;
export type PresenceState = (typeof presenceStates)[number];

/** `online`: as my devices say, online or away. `dnd`: do not disturb. */
export const chosenStates = ["online", "away", "dnd", "invisible"] as const;
export type ChosenState = (typeof chosenStates)[number];

export const chosenPresenceSchema = z.object({
  state: z.enum(chosenStates),
  /** Milliseconds since the Unix epoch: `online` from then on; null: until it is changed. */
  until: z.int().nonnegative().nullable(),
});
export type ChosenPresence = z.infer<typeof chosenPresenceSchema>;

export const automatic: ChosenPresence = { state: "online", until: null };

export const presenceViewSchema = z.object({
  id: userIdSchema,
  state: z.enum(presenceStates),
  /** Of two states of one person, that with the greater number is the newer. */
  v: z.int().nonnegative(),
});
export type PresenceView = z.infer<typeof presenceViewSchema>;
