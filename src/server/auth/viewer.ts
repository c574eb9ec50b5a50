import type { UserId } from "#protocol/ids.ts";
import type { Self } from "#protocol/user.ts";

/** Who asks: nobody in particular, or a person with an installation role. */
export type Viewer =
  | { readonly kind: "guest" }
  | { readonly kind: "person"; readonly userId: UserId; readonly role: Self["role"] };

export const guest: Viewer = { kind: "guest" };

export function viewerOf(user: Self): Viewer {
  return { kind: "person", userId: user.id, role: user.role };
}
