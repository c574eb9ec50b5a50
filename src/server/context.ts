import type { Logger } from "pino";
import type { Passwords } from "./auth/hash-password.ts";
import type { Lane } from "./auth/lane.ts";
import type { Sessions } from "./auth/sessions.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Pictures } from "./files/pictures.ts";
import type { AddressReader } from "./http/client-address.ts";
import type { RateLimiter } from "./http/rate-limit.ts";
import type { Storage } from "./storage/storage.ts";

/** What every part of the server works with; made once, in server.ts. */
export interface Context {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly storage: Storage;
  readonly rateLimiter: RateLimiter;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly pictures: Pictures;
  readonly addressOf: AddressReader;
  /** Lets the one who reads the server's log make the first administrator; undefined when there was one at start. */
  readonly setupCode: string | undefined;
  /** One set-up at a time: only one can succeed, so the others need not cost a hash. */
  readonly setupLane: Lane;
  /** True from SIGTERM on: the node asks for no new work. */
  isDraining(): boolean;
}
