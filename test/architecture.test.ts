import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const isTest = (file: string) => /\.test\.tsx?$/.test(file);
const files = globSync("src/**/*.{ts,tsx}", { cwd: root }).filter((file) => !isTest(file));

interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Every import of the source, as file to file or file to package. */
const edges: Edge[] = files.flatMap((from) =>
  findImports(readFileSync(join(root, from), "utf8")).map((name) => ({ from, to: resolveImport(from, name) })),
);

function findImports(source: string): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+|new URL\(\s*)"(?<name>[^"\n]+)"/g;
  return [...source.matchAll(pattern)].map((match) => match.groups?.["name"] ?? "");
}

function resolveImport(from: string, name: string): string {
  if (name.startsWith("#protocol/")) return name.replace("#protocol/", "src/protocol/");
  return name.startsWith(".") ? relative(root, join(root, dirname(from), name)) : name;
}

const isInside = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(folder));
const isOurs = (path: string) => path.startsWith("src/");
const server = (...parts: string[]) => parts.map((part) => `src/server/${part}`);

const domain = server(
  "auth/",
  "people/",
  "rooms/",
  "messages/",
  "search/",
  "presence/",
  "files/",
  "notifications/",
  "admin/",
  "jobs/",
);
const interfaces = server("storage/storage.ts", "bus/bus.ts", "context.ts", "clock.ts", "config.ts", "version.ts");
const pure = server("rooms/access.ts", "auth/viewer.ts");

interface Rule {
  readonly name: string;
  readonly from: readonly string[];
  /** What of our own source those files may import, besides each other. */
  readonly allowed: readonly string[];
}

const rules: readonly Rule[] = [
  { name: "protocol imports nothing of ours", from: ["src/protocol/"], allowed: [] },
  {
    name: "domain folders import protocol, interfaces and each other",
    from: domain,
    allowed: ["src/protocol/", ...interfaces, ...server("http/rate-limit.ts")],
  },
  {
    name: "storage imports protocol and the gate",
    from: server("storage/"),
    allowed: ["src/protocol/", ...pure, ...server("clock.ts")],
  },
  {
    name: "the bus imports protocol",
    from: server("bus/"),
    allowed: ["src/protocol/", ...server("storage/storage.ts")],
  },
  {
    name: "http and gateway import domain, interfaces and protocol",
    from: server("http/", "gateway/"),
    allowed: ["src/protocol/", ...domain, ...interfaces],
  },
  { name: "web imports protocol", from: ["src/web/"], allowed: ["src/protocol/"] },
  { name: "the command line imports the server", from: ["src/cli/"], allowed: ["src/server/", "src/protocol/"] },
];

test("the source is read: there are files, and imports between them", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(edges.filter(({ to }) => isOurs(to)).length).toBeGreaterThan(300);
});

test("every import within the source leads to a file", () => {
  const paths = new Set(globSync("src/**/*.*", { cwd: root }));
  expect(edges.filter(({ to }) => isOurs(to) && !paths.has(to.replace(/\?.*$/, "")))).toEqual([]);
});

describe("import edges", () => {
  test.each(rules)("$name", ({ from, allowed }) => {
    const broken = edges.filter(
      (edge) => isInside(edge.from, ...from) && isOurs(edge.to) && !isInside(edge.to, ...from, ...allowed),
    );
    expect(broken).toEqual([]);
  });

  test("only server.ts knows implementations of storage and bus", () => {
    const implementations = /^src\/server\/(storage\/(?!storage\.ts)|bus\/(?!bus\.ts))/;
    const knowing = edges.filter(
      ({ from, to }) => implementations.test(to) && !isInside(from, ...server("storage/", "bus/", "server.ts")),
    );
    expect(knowing).toEqual([]);
  });

  test("protocol needs neither Node nor a browser", () => {
    const outside = edges.filter(({ from, to }) => isInside(from, "src/protocol/") && !isOurs(to) && to !== "zod");
    expect(outside).toEqual([]);
  });
});

test("nothing outside the tests knows of broken builds", () => {
  const product = [...files, ...globSync("bin/*", { cwd: root })];
  expect(product.filter((file) => /mutant/i.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
});

test("the lock file names no registry, so that any mirror serves", () => {
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  expect(lock.match(/"resolved": "http[^"]*"/g)).toBeNull();
});

test("all dependencies are exact versions", () => {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
    string,
    Record<string, string>
  >;
  const versions = Object.entries({ ...manifest["dependencies"], ...manifest["devDependencies"] });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test("files stay small: half of them within 80 lines, nine of ten within 200", () => {
  const lengths = files
    .map((file) => readFileSync(join(root, file), "utf8").split("\n").length - 1)
    .sort((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length * 0.5)]).toBeLessThanOrEqual(80);
  expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(200);
});
