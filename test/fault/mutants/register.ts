import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { applyEdit, type Mutant } from "./mutant.ts";
import { mutants } from "./mutants.ts";

// Preloaded by `node --import`, in worker threads too: they inherit the flag and the environment.
const name = process.env["PARLEY_MUTANT"] ?? "";
const mutant = (mutants as Readonly<Record<string, Mutant>>)[name];
if (!mutant) throw new Error(`There is no mutant "${name}"`);

const root = join(import.meta.dirname, "../../..");
const edits = Map.groupBy(mutant.edits, ({ file }) => pathToFileURL(join(root, file)).href);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const own = edits.get(url);
    return own ? { ...loaded, source: own.reduce(applyEdit, readFileSync(fileURLToPath(url), "utf8")) } : loaded;
  },
});
