import { ParleyError, refuseFaults } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import { findBodyFault } from "#protocol/text.ts";

/** @throws ParleyError blank, or invalid with the field `body`. */
export function refuseBadBody(body: string): void {
  const fault = findBodyFault(body);
  switch (fault) {
    case undefined:
      return;
    case "blank":
      throw new ParleyError("blank");
    case "too_long":
      return refuseFaults({ body: `at most ${limits.messageMaxChars} characters` });
    case "not_storable":
      return refuseFaults({ body: "well-formed text without U+0000 only" });
  }
}
