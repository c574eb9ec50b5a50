import { pino, type Logger } from "pino";
import type { Config } from "./config.ts";

/** JSON lines on standard output. What may hold a secret is never handed to it; these paths are the net below. */
export function createLog({ logLevel }: Pick<Config, "logLevel">): Logger {
  return pino({
    level: logLevel,
    redact: ["headers.cookie", "headers.authorization", "req.headers.cookie", "req.headers.authorization"],
  });
}
