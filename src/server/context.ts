import type { Logger } from "pino";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { RateLimiter } from "./http/rate-limit.ts";
import type { Storage } from "./storage/storage.ts";

/** What every part of the server works with; made once, in server.ts. */
export interface Context {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly storage: Storage;
  readonly rateLimiter: RateLimiter;
}
