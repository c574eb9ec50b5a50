import { readFileSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import { z } from "zod";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** The universal names, and `PARLEY_*` for what is ours. Every one may be given as `NAME_FILE` instead. */
export const settings = {
  PORT: z.coerce
    .number("a port, 0 to 65535")
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe("The port to listen on; 0 takes a free one."),
  HOST: z.string().min(1).default("::").describe("The address to listen on; `::` is every one, of IPv4 too."),
  DATA_DIR: z.string().min(1).default("data").describe("Where everything is kept that is not in another database."),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "an address that starts with postgres://")
    .optional()
    .describe("A PostgreSQL database to use instead of the SQLite file in `DATA_DIR`."),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "an address that starts with redis://")
    .optional()
    .describe("A Redis or Valkey for several nodes to share. Read, but not used yet."),
  LOG_LEVEL: z
    .enum(logLevels)
    .default("info")
    .describe(`How much is logged: ${logLevels.map((level) => `\`${level}\``).join(", ")}.`),
  PARLEY_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "an address such as https://chat.example.org" })
    .optional()
    .describe("The address that browsers use, such as `https://chat.example.org`. Needed behind a proxy."),
  PARLEY_TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((parts) => parts.every(isNetwork), "addresses or networks such as 10.0.0.0/8, separated by commas")
    .describe("Proxies whose `X-Forwarded-For` is believed: addresses or networks, separated by commas."),
  PARLEY_NAME: z.string().trim().min(1).max(64).default("Parley").describe("What this installation is called."),
};

const settingsSchema = z.object(settings);
type Settings = z.infer<typeof settingsSchema>;

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly logLevel: Settings["LOG_LEVEL"];
  /** The installation's origin as browsers see it; undefined: whatever the request says. */
  readonly publicUrl: string | undefined;
  readonly trustedProxies: readonly string[];
  readonly installationName: string;
}

/** All faults of a configuration at once, one line each. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n  ${faults.join("\n  ")}`,
    );
    this.name = "ConfigError";
    this.faults = faults;
  }
}

/** @throws ConfigError naming every faulty variable. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const faults: string[] = [];
  const values: Record<string, string> = {};
  for (const name of Object.keys(settings)) {
    const value = readSetting(name, environment, faults);
    if (value !== undefined && value !== "") values[name] = value;
  }
  const parsed = settingsSchema.safeParse(values);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) faults.push(`${issue.path.join(".")}: ${issue.message}`);
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return toConfig(parsed.data);
}

/** `PARLEY_*` variables that mean nothing here: probably misspelt. */
export function findUnknownSettings(environment: NodeJS.ProcessEnv): string[] {
  return Object.keys(environment).filter(
    (name) => name.startsWith("PARLEY_") && !(name.replace(/_FILE$/, "") in settings),
  );
}

function readSetting(name: string, environment: NodeJS.ProcessEnv, faults: string[]): string | undefined {
  const direct = environment[name];
  const file = environment[`${name}_FILE`];
  if (!file) return direct;
  if (direct) {
    faults.push(`${name}: is given twice, as ${name} and as ${name}_FILE`);
    return undefined;
  }
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    faults.push(`${name}_FILE: cannot be read (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}

function toConfig(values: Settings): Config {
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    logLevel: values.LOG_LEVEL,
    publicUrl: values.PARLEY_PUBLIC_URL && new URL(values.PARLEY_PUBLIC_URL).origin,
    trustedProxies: values.PARLEY_TRUSTED_PROXIES,
    installationName: values.PARLEY_NAME,
  };
}

function isNetwork(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  try {
    new BlockList().addSubnet(address, Number(prefix), family === 4 ? "ipv4" : "ipv6");
    return /^\d+$/.test(prefix);
  } catch {
    return false;
  }
}
