import { hash, randomBytes } from "node:crypto";
import type { ClientId } from "#protocol/ids.ts";

/** For a form, or for a client that sends none. */
export function makeClientId(): ClientId {
  return randomBytes(16).toString("base64url") as ClientId;
}

/** The same for the same form with the same text, so that another text from a form gone back to is another message. */
export function deriveClientId(formId: ClientId, body: string): ClientId {
  return hash("sha256", `${formId}\n${body}`, "base64url") as ClientId;
}
