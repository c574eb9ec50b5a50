import { readFileSync } from "node:fs";
import { limits } from "#protocol/limits.ts";
import { code, page, table } from "./table.ts";

const source = new URL("../../protocol/limits.ts", import.meta.url);

type Limit = number | { readonly count: number; readonly windowSeconds: number };

export function writeLimits(): string {
  const meanings = readMeanings();
  return page(
    "Limits",
    "The same on every transport. Characters are Unicode code points. What is over a limit is refused by an error: " +
      "`invalid`, `too_large` or `rate_limited`, the last with the time after which to try again.",
    table(
      ["Limit", "Value", "What it bounds"],
      Object.entries(limits).map(([name, limit]: [string, Limit]) => [
        code(name),
        writeLimit(name, limit),
        meanings.get(name) ?? "",
      ]),
    ),
  );
}

/** The comments of the table are its documentation. */
function readMeanings(): ReadonlyMap<string, string> {
  const lines = readFileSync(source, "utf8").matchAll(/\/\*\* (?<meaning>.+) \*\/\n {2}(?<name>\w+):/g);
  return new Map([...lines].map(({ groups }) => [groups?.["name"] ?? "", groups?.["meaning"] ?? ""]));
}

/** The last word of a name is its unit. */
function writeLimit(name: string, limit: Limit): string {
  if (typeof limit !== "number") return `${limit.count} in ${writeSeconds(limit.windowSeconds)}`;
  if (name.endsWith("Ms")) return writeSeconds(limit / 1_000);
  if (name.endsWith("Seconds")) return writeSeconds(limit);
  if (name.endsWith("Bytes")) return writeBytes(limit);
  const unit = /(Chars|Days)$/.exec(name)?.[0].toLowerCase().replace("chars", "characters");
  return [limit.toLocaleString("en"), unit].filter(Boolean).join(" ");
}

function writeSeconds(seconds: number): string {
  if (seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  return seconds % 60 === 0 && seconds > 60 ? `${seconds / 60} min` : `${seconds} s`;
}

function writeBytes(bytes: number): string {
  if (bytes % 1_048_576 === 0) return `${bytes / 1_048_576} MiB`;
  return bytes % 1_024 === 0 ? `${bytes / 1_024} KiB` : `${bytes} bytes`;
}
