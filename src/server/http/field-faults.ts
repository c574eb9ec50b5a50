import type { z } from "zod";
import type { FieldFaults } from "#protocol/errors.ts";

/** The first fault of each field; a fault of the whole counts to the field `body`. */
export function toFieldFaults({ issues }: z.ZodError): FieldFaults {
  const faults = new Map<string, string>();
  for (const { path, message } of issues) {
    const field = path.length === 0 ? "body" : path.join(".");
    if (!faults.has(field)) faults.set(field, message);
  }
  return Object.fromEntries(faults);
}
