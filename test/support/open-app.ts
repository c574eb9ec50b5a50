import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { createPasswords, type Passwords } from "../../src/server/auth/hash-password.ts";
import { createLane } from "../../src/server/auth/lane.ts";
import { createSessions } from "../../src/server/auth/sessions.ts";
import { systemClock } from "../../src/server/clock.ts";
import { readConfig } from "../../src/server/config.ts";
import type { Context } from "../../src/server/context.ts";
import { createApp } from "../../src/server/http/app.ts";
import { createAddressReader } from "../../src/server/http/client-address.ts";
import { createRateLimiter, type RateLimiter } from "../../src/server/http/rate-limit.ts";
import { openStorage } from "../../src/server/storage/open.ts";
import type { Notice } from "../../src/server/storage/storage.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

export interface AppOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly setupCode?: string;
  readonly passwords?: Passwords;
  readonly rateLimiter?: RateLimiter;
}

export interface OpenedApp extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly context: Context;
  /** Where it listens, on a free port. */
  readonly url: string;
  /** All that was logged, at every level. */
  log(): string;
}

/** The HTTP side over a real SQLite database, listening; without live transports, bus and pages. */
export async function openApp(options: AppOptions = {}): Promise<OpenedApp> {
  const folder = makeTemporaryFolder();
  let logged = "";
  const log = pino({ level: "trace" }, { write: (line) => (logged += line) });
  const config = readConfig({ DATA_DIR: folder.path, PARLEY_TRUSTED_PROXIES: "127.0.0.0/8", ...options.env });
  const onCommit = (notices: readonly Notice[]) => {
    for (const notice of notices) context.sessions.onNotice(notice);
  };
  const storage = await openStorage({
    dataDir: folder.path,
    databaseUrl: undefined,
    clock: systemClock,
    onCommit,
    onFatal: (error) => log.fatal({ err: error }),
  });
  const context: Context = {
    config,
    clock: systemClock,
    log,
    storage,
    rateLimiter: options.rateLimiter ?? createRateLimiter(),
    sessions: createSessions({ storage, clock: systemClock }),
    passwords: options.passwords ?? createPasswords(),
    addressOf: createAddressReader(config.trustedProxies),
    setupCode: options.setupCode,
    setupLane: createLane({ width: 1, maxQueued: 1_000 }),
    isDraining: () => false,
  };
  const app = createApp(context);
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    app,
    context,
    url,
    log: () => logged,
    async [Symbol.asyncDispose]() {
      await app.close();
      await storage.close();
      folder[Symbol.dispose]();
    },
  };
}
