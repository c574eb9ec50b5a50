import { listMentionable } from "#protocol/mentions.ts";
import { usernameKey } from "../auth/username.ts";

/** The keys under which storage finds the people whom a text may name. */
export function listNameKeys(body: string): string[] {
  return [...new Set(listMentionable(body).map(usernameKey))];
}
