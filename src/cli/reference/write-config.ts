import { settings } from "../../server/config.ts";
import { code, page, table } from "./table.ts";

export function writeConfig(): string {
  return page(
    "Configuration",
    "By environment variables; none is needed to start. Each may be given as a file instead, by its name with `_FILE` " +
      "(`DATABASE_URL_FILE=/run/secrets/database`). A faulty configuration is refused with all its faults at once and " +
      "exit status 78; an unknown `PARLEY_` variable is a warning.",
    table(
      ["Variable", "Default", "What it does"],
      Object.entries(settings).map(([name, schema]) => [
        code(name),
        writeDefault(schema.safeParse(undefined).data),
        schema.description ?? "",
      ]),
    ),
  );
}

function writeDefault(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? code(String(value)) : "none";
}
