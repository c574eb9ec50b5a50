import { client } from "./app.ts";
import { createMeActions } from "./me-actions.ts";

/** Apart from the other actions, so that they come with the views that need them. */
export const meActions = createMeActions(client);
