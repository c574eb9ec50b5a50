import { mkdirSync, writeFileSync } from "node:fs";
import { listPages } from "./reference/list-pages.ts";

const folder = new URL("../../docs/reference/", import.meta.url);

mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(listPages())) writeFileSync(new URL(name, folder), text);
