import { readFileSync } from "node:fs";
import { ParleyError } from "#protocol/errors.ts";
import type { Account } from "#protocol/user.ts";
import { refuseBadAccount } from "../server/auth/refuse-bad-account.ts";
import { toNewUser } from "../server/auth/register.ts";
import { usernameKey } from "../server/auth/username.ts";
import { theServer } from "../server/auth/viewer.ts";
import { type Kept, openKept } from "../server/server.ts";
import { askSecret, askWhether } from "./ask.ts";
import { readConfigOrExit } from "./read-config-or-exit.ts";

export interface CreateAdminOptions {
  readonly passwordFile?: string;
  readonly yes?: boolean;
}

/** What went wrong, as its own explanation. */
class CommandError extends Error {}

/** Makes somebody an administrator: a new account, or after asking one that exists. Works beside a running server. */
export async function createAdmin(
  environment: NodeJS.ProcessEnv,
  username: string,
  options: CreateAdminOptions,
): Promise<void> {
  const config = readConfigOrExit(environment);
  if (!config) return;
  try {
    await using kept = await openKept(config);
    const account = await kept.storage.findAccount({ usernameKey: usernameKey(username) });
    console.log(account ? await promote(kept, account, options) : await makeAccount(kept, username, options));
  } catch (error) {
    if (!(error instanceof ParleyError || error instanceof CommandError)) throw error;
    console.error(explain(error));
    process.exitCode = 1;
  }
}

async function promote(
  { storage }: Kept,
  { id, username, displayName, role, deactivatedAt }: Account,
  { yes = false }: CreateAdminOptions,
): Promise<string> {
  const isActive = deactivatedAt === undefined;
  if (role === "admin" && isActive) return `${username} is an administrator already.`;
  const state = isActive ? "" : ", deactivated at present";
  const question = `There is an account ${username} (${displayName}${state}). Make it an administrator?`;
  if (!yes && !(await askWhether(question))) throw new CommandError("Nothing was changed.");
  await storage.changeAccount({ viewer: theServer, userId: id, changes: { role: "admin", deactivated: false } });
  return `${username} is an administrator now, by the password it has. Whoever is logged in as ${username} logs in again.`;
}

async function makeAccount(
  { storage, passwords }: Kept,
  username: string,
  options: CreateAdminOptions,
): Promise<string> {
  // The name is judged before anybody types a password for it.
  refuseBadAccount({ username, password: "long enough for now" });
  const input = { username, password: await readPassword(username, options) };
  refuseBadAccount(input);
  const user = await storage.createAdmin(await toNewUser({ passwords }, input));
  return `${user.username} is an administrator now.`;
}

async function readPassword(username: string, { passwordFile }: CreateAdminOptions): Promise<string> {
  if (passwordFile !== undefined) return readFirstLine(passwordFile);
  if (!process.stdin.isTTY)
    throw new CommandError("There is no terminal to ask on: give the password by --password-file.");
  const password = await askSecret(`Password for ${username}: `);
  if (!password) throw new CommandError("Nothing was changed.");
  if ((await askSecret("The same again: ")) !== password) throw new CommandError("Those were two different passwords.");
  return password;
}

function readFirstLine(path: string): string {
  try {
    const [line = ""] = readFileSync(path === "-" ? 0 : path, "utf8").split(/\r?\n/, 1);
    return line;
  } catch (error) {
    throw new CommandError(`The password cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function explain(error: Error): string {
  const fields = error instanceof ParleyError ? Object.entries(error.details.fields ?? {}) : [];
  return [error.message, ...fields.map(([field, fault]) => `  ${field}: ${fault}`)].join("\n");
}
