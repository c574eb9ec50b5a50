import { execFileSync } from "node:child_process";
import { chownSync, existsSync, globSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { Client } from "pg";
import { inject } from "vitest";
import { eventually } from "./eventually.ts";
import { findFreePort } from "./free-port.ts";
import { type Account, runGuarded } from "./run-guarded.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the cluster that the project's global setup started; without a database's name. */
    postgresUrl: string;
  }
}

export interface PostgresCluster extends AsyncDisposable {
  /** `postgres://…:port`, to which `/database` is added. */
  readonly url: string;
}

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

/** Starts a PostgreSQL of our own in a temporary folder; without fsync it is quicker, and no proof of durability. */
export async function startPostgres({ fsync }: { fsync: boolean }): Promise<PostgresCluster> {
  const programs = findPrograms();
  const account = findAccount();
  const folder = makeTemporaryFolder("parley-postgres");
  if (account) chownSync(folder.path, account.uid, account.gid);
  const data = join(folder.path, "data");
  initialise(join(programs, "initdb"), data, account);
  const port = await findFreePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder.path,
    max_connections: "100",
    ...(!fsync && { fsync: "off", full_page_writes: "off" }),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = runGuarded([join(programs, "postgres"), "-D", data, "-p", String(port), ...options], account);
  const url = `postgres://parley@127.0.0.1:${port}`;
  await eventually(
    () => {
      if (server.hasExited()) throw new Error(server.output());
      return runOn(`${url}/postgres`, "select 1");
    },
    { what: "PostgreSQL to answer", withinMs: 30_000, everyMs: 50 },
  );
  return {
    url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

let databases = 0;

/** A new, empty database on the project's cluster, dropped when disposed. */
export async function createTestDatabase(cluster: string = inject("postgresUrl")): Promise<TestDatabase> {
  const name = `test_${process.pid}_${++databases}`;
  await runOn(`${cluster}/postgres`, `create database ${name}`);
  return {
    url: `${cluster}/${name}`,
    [Symbol.asyncDispose]: async () => {
      await runOn(`${cluster}/postgres`, `drop database if exists ${name} with (force)`);
    },
  };
}

async function runOn(url: string, sql: string): Promise<true> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
    return true;
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root; its package brings an account to run it. */
function findAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** Debian keeps each version's programs in a folder of its own, off the path. */
function findPrograms(): string {
  const packaged = globSync("/usr/lib/postgresql/*/bin/postgres").toSorted((a, b) =>
    b.localeCompare(a, "en", { numeric: true }),
  );
  const onPath = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "postgres"));
  const found = [...packaged, ...onPath].find((path) => existsSync(path));
  if (!found) throw new Error("PostgreSQL is not installed: bin/setup-tests says how");
  return dirname(found);
}

function initialise(initdb: string, data: string, account: Account | undefined): void {
  const flags = [
    "--username=parley",
    "--auth=trust",
    "--encoding=UTF8",
    "--no-locale",
    "--no-sync",
    "--no-instructions",
  ];
  execFileSync(initdb, ["-D", data, ...flags], { ...account, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
}
