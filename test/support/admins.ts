import { theServer } from "../../src/server/auth/viewer.ts";
import type { Server } from "../../src/server/server.ts";
import { logIn, newUsername, type Person, registerPerson } from "./people.ts";

/** Somebody with an account who was made an administrator, and logged in since. */
export async function registerAdmin(
  { context: { storage } }: Pick<Server, "context">,
  baseUrl: string,
  username: string = newUsername(),
): Promise<Person> {
  const { user } = await registerPerson(baseUrl, username);
  await storage.changeAccount({ viewer: theServer, userId: user.id, changes: { role: "admin" } });
  return logIn(baseUrl, username);
}
