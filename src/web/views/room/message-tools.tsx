import { useContext } from "react";
import type { Message } from "#protocol/message.ts";
import { later } from "../later.tsx";
import { MessageActionsContext } from "./message-actions.ts";

const MessageToolbar = later(async () => (await import("./message-toolbar.tsx")).MessageToolbar);

/** What can be done with a message, by those who may. */
export function MessageTools({ message }: { readonly message: Message }) {
  const actions = useContext(MessageActionsContext);
  const isGone = message.deletedAt !== undefined;
  if (!actions || isGone || actions.editingId === message.id) return null;
  return <MessageToolbar message={message} actions={actions} />;
}
