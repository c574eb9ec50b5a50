import type { PendingMessage } from "../../store/contract.ts";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { later } from "../later.tsx";

const FailedStatus = later(async () => (await import("./failed-status.tsx")).FailedStatus);

/** On its way: quiet. Failed: it says so, and never vanishes by itself. */
export function PendingStatus({ pending }: { readonly pending: PendingMessage }) {
  if (pending.status !== "failed") return <VisuallyHidden>Sending</VisuallyHidden>;
  return <FailedStatus pending={pending} />;
}
