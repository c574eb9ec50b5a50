import { pino } from "pino";
import type { Overrides, Server } from "../../src/server/server.ts";
import { startParley } from "./start-parley.ts";

export interface AppOptions extends Partial<Pick<Overrides, "setupCode" | "passwords" | "rateLimiter">> {
  readonly env?: Readonly<Record<string, string>>;
}

export interface OpenedApp extends AsyncDisposable, Pick<Server, "context"> {
  readonly url: string;
  /** All that was logged, at every level. */
  log(): string;
}

/** The whole server in this process, with its log for the test to read. */
export async function openApp({ env, ...overrides }: AppOptions = {}): Promise<OpenedApp> {
  let logged = "";
  const log = pino({ level: "trace" }, { write: (line) => (logged += line) });
  const parley = await startParley({ ...(env && { env }), overrides: { log, ...overrides } });
  const { context } = parley.server;
  return { url: parley.url, context, log: () => logged, [Symbol.asyncDispose]: () => parley[Symbol.asyncDispose]() };
}
