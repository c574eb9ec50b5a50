import { createContext } from "react";
import type { ClientId, MessageId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";

/** What can be done to a line of the log. Absent on the server and for what may not be done. */
export interface MessageActions {
  /** May this reader delete other people's messages? */
  readonly canModerate: boolean;
  readonly myId: number | undefined;
  readonly editingId: MessageId | undefined;
  readonly startEdit: (id: MessageId) => void;
  readonly endEdit: () => void;
  readonly saveEdit: (id: MessageId, body: string) => void;
  readonly askDelete: (message: Message) => void;
  readonly openMenu: (message: Message, anchor: HTMLElement) => void;
  readonly retry: (clientId: ClientId) => void;
  readonly discard: (clientId: ClientId) => void;
}

export const MessageActionsContext = createContext<MessageActions | undefined>(undefined);
