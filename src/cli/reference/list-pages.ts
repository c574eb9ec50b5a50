import { writeCloseCodes } from "./write-close-codes.ts";
import { writeConfig } from "./write-config.ts";
import { writeErrors } from "./write-errors.ts";
import { writeHttpApi } from "./write-http-api.ts";
import { writeLimits } from "./write-limits.ts";

/** The generated reference: text by file name, for `docs/reference/`. */
export function listPages(): Readonly<Record<string, string>> {
  return {
    "close-codes.md": writeCloseCodes(),
    "config.md": writeConfig(),
    "errors.md": writeErrors(),
    "http-api.md": writeHttpApi(),
    "limits.md": writeLimits(),
  };
}
