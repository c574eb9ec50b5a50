import { client } from "./app.ts";
import { createEntryActions } from "./entry-actions.ts";

/** Apart from the other actions, so that they come with the views that need them. */
export const entryActions = createEntryActions(client);
