import { client } from "./app.ts";
import { createAttentionActions } from "./attention-actions.ts";

/** Apart from the other actions, so that they come with the views that need them. */
export const attentionActions = createAttentionActions(client);
