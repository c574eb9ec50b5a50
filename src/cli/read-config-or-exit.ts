import { ConfigError, type Config, readConfig } from "../server/config.ts";

/** The conventional exit status of a faulty configuration. */
const exitConfig = 78;

/** Undefined when it is faulty: then all faults are printed and the exit status is set. */
export function readConfigOrExit(environment: NodeJS.ProcessEnv): Config | undefined {
  try {
    return readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = exitConfig;
    return undefined;
  }
}
