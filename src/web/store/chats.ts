import { client } from "./app.ts";
import { createChatActions } from "./chat-actions.ts";

/** Apart from the other actions, so that they come with the views that need them. */
export const chatActions = createChatActions(client);
