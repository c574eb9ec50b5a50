import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { createPasswords, type Passwords } from "./auth/hash-password.ts";
import { createLane } from "./auth/lane.ts";
import { createSessions, type Sessions } from "./auth/sessions.ts";
import type { Bus } from "./bus/bus.ts";
import { createMemoryBus } from "./bus/memory-bus.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Context } from "./context.ts";
import { addLiveRoutes, closeGateway, createGateway, endAllSessions, type Gateway } from "./gateway/gateway.ts";
import { createApp } from "./http/app.ts";
import { createAddressReader } from "./http/client-address.ts";
import { createRateLimiter, type RateLimiter } from "./http/rate-limit.ts";
import { createPictures, type Pictures } from "./files/pictures.ts";
import { createLog } from "./log.ts";
import { resumeDeletions } from "./people/delete-account.ts";
import { openStorage } from "./storage/open.ts";
import type { Storage } from "./storage/storage.ts";

/** A reader that takes nothing in does not hold up the end for longer. */
const closeMaxMs = 4_000;

/** Parts that tests and embedders may put in place of the usual ones. */
export interface Overrides {
  readonly clock: Clock;
  readonly log: Logger;
  readonly bus: Bus;
  readonly rateLimiter: RateLimiter;
  readonly passwords: Passwords;
  readonly pictures: Pictures;
  /** Otherwise made by chance, when there is no administrator yet. */
  readonly setupCode: string;
  /** Called when the server can no longer keep anything and must be replaced. */
  onFatal(error: Error): void;
}

export interface Server extends AsyncDisposable {
  /** Where it listens, for this machine. */
  readonly url: string;
  readonly context: Context;
  readonly app: FastifyInstance;
  /** Refuses new work, sends everybody away over `spreadMs`, finishes what is under way, and closes. */
  drain(spreadMs: number): Promise<void>;
  close(): Promise<void>;
}

/** The composition root: the only place that knows which implementation stands behind which interface. */
export async function createServer(config: Config, overrides: Partial<Overrides> = {}): Promise<Server> {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLog(config);
  const bus = overrides.bus ?? createMemoryBus();
  const onFatal = overrides.onFatal ?? ((error) => log.fatal({ err: error }, "storage broke"));
  const storage = await openStorage({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    clock,
    onCommit: (notices) => bus.publish(notices),
    onFatal,
  });
  const sessions = createSessions({ storage, clock });
  let isDraining = false;
  const context: Context = {
    config,
    clock,
    log,
    storage,
    sessions,
    rateLimiter: overrides.rateLimiter ?? createRateLimiter(),
    passwords: overrides.passwords ?? createPasswords(),
    pictures: overrides.pictures ?? createPictures(),
    addressOf: createAddressReader(config.trustedProxies),
    setupCode: (await storage.hasAdmin()) ? undefined : (overrides.setupCode ?? makeSetupCode()),
    setupLane: createLane({ width: 1, maxQueued: 100 }),
    isDraining: () => isDraining,
  };
  const gateway = createGateway(context);
  listenToBus(bus, sessions, gateway);
  await resumeDeletions(context);
  const app = createApp(context);
  addLiveRoutes(app, gateway);
  const close = once(() => closeAll({ app, gateway, storage, bus }));
  const url = await listen(app, config).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    url,
    context,
    app,
    close,
    async drain(spreadMs) {
      isDraining = true;
      endAllSessions(gateway, spreadMs);
      await close();
    },
    [Symbol.asyncDispose]: close,
  };
}

/** What is kept, without a server around it. */
export interface Kept extends AsyncDisposable, Pick<Context, "storage" | "passwords"> {}

/**
 * Opens what a server keeps, for a command that may run beside it. The server hears no notices of what is changed here:
 * it finds out when it next asks, about sessions within a second.
 */
export async function openKept({ dataDir, databaseUrl }: Config): Promise<Kept> {
  const storage = await openStorage({
    dataDir,
    databaseUrl,
    clock: systemClock,
    onCommit() {},
    onFatal(error) {
      throw error;
    },
  });
  return { storage, passwords: createPasswords(), [Symbol.asyncDispose]: () => storage.close() };
}

/** Sessions hear first: whoever was logged out must be unknown before anybody is told. */
function listenToBus(bus: Bus, sessions: Sessions, gateway: Gateway): void {
  bus.listen((notices) => {
    notices.forEach(sessions.onNotice);
    gateway.hub.receive(notices);
    notices.forEach(gateway.presence.onNotice);
  });
}

async function listen(app: FastifyInstance, { port, host }: Config): Promise<string> {
  await app.listen({ port, host });
  const address = app.server.address() as AddressInfo;
  return `http://localhost:${address.port}`;
}

interface Parts {
  readonly app: FastifyInstance;
  readonly gateway: Gateway;
  readonly storage: Storage;
  readonly bus: Bus;
}

/** Requests under way are answered before the storage closes beneath them. */
async function closeAll({ app, gateway, storage, bus }: Parts): Promise<void> {
  endAllSessions(gateway, 0);
  await closeApp(app);
  closeGateway(gateway);
  await bus.close();
  await storage.close();
}

/** Connections are kept alive by whoever called last, and closing waits for them: each goes as soon as it is idle. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 20);
  const force = setTimeout(() => app.server.closeAllConnections(), closeMaxMs);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(force);
  }
}

function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= action());
}

/** 20 letters and digits without look-alikes: 100 bits. */
function makeSetupCode(): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789xy";
  const letters = [...randomBytes(20)].map((byte) => alphabet[byte & 31]).join("");
  return letters.replace(/(.{5})(?=.)/g, "$1-");
}
