import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import type { Self } from "#protocol/user.ts";

/** Who asks: nobody in particular, a person with an installation role, or the server itself to mend its own feeds. */
export type Viewer =
  | { readonly kind: "guest" }
  | { readonly kind: "server" }
  | { readonly kind: "person"; readonly userId: UserId; readonly role: Self["role"] };

export type Person = Extract<Viewer, { kind: "person" }>;

export const guest: Viewer = { kind: "guest" };
export const theServer: Viewer = { kind: "server" };

export function viewerOf(user: Self): Viewer {
  return { kind: "person", userId: user.id, role: user.role };
}

/** @throws ParleyError unauthenticated for whoever is nobody. */
export function requirePerson(viewer: Viewer): Person {
  if (viewer.kind !== "person") throw new ParleyError("unauthenticated");
  return viewer;
}
