import type { UserId } from "#protocol/ids.ts";
import { usePresenceOf } from "../../presence/presence-store.ts";
import { namePresence } from "../../presence/name-presence.ts";

/** Whether somebody is there, in a word; nothing while that is not known. */
export function PresenceWord({ id }: { readonly id: UserId }) {
  const state = usePresenceOf(id);
  return state ? <> · {namePresence(state)}</> : null;
}
