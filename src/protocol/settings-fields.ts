import { z } from "zod";
import { httpApi } from "./http-api.ts";

const text = z.string().trim();

/** What the forms at `/settings/` hold where they differ from the API. A field left empty is absent. */
export const profileFields = z.object({
  displayName: text.optional(),
  bio: text.optional(),
  pronouns: text.optional(),
  timeZone: text.optional(),
});
export const emailFields = z.object({ email: text.optional() });
export const statusFields = z.object({
  text: text.optional(),
  emoji: text.optional(),
  span: z.string().optional().describe("minutes, or a moment in ISO 8601"),
});
export const deleteFields = httpApi.deleteMe.body.extend({ confirm: text.default("").describe("my username") });
