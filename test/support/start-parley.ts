import { readConfig } from "../../src/server/config.ts";
import { createServer, type Overrides, type Server } from "../../src/server/server.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

export interface StartOptions {
  /** Added to the environment, over the defaults. */
  readonly env?: Readonly<Record<string, string>>;
  readonly overrides?: Partial<Overrides>;
}

export interface StartedParley extends AsyncDisposable {
  readonly url: string;
  readonly dataDir: string;
  readonly server: Server;
}

/**
 * The whole server inside the test's own process, on a free port over an empty folder: for whatever needs to look
 * inside or to put parts in place. Making the database takes less time than copying one would save.
 */
export async function startParley({ env, overrides = {} }: StartOptions = {}): Promise<StartedParley> {
  const folder = makeTemporaryFolder();
  const config = readConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    DATA_DIR: folder.path,
    LOG_LEVEL: "warn",
    PARLEY_TRUSTED_PROXIES: "127.0.0.0/8",
    ...env,
  });
  const server = await createServer(config, {
    onFatal(error) {
      throw error;
    },
    ...overrides,
  });
  return {
    url: server.url.replace("localhost", "127.0.0.1"),
    dataDir: config.dataDir,
    server,
    async [Symbol.asyncDispose]() {
      await server.close();
      folder[Symbol.dispose]();
    },
  };
}
