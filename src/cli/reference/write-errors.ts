import { errors, type Retry } from "#protocol/errors.ts";
import { code, page, table } from "./table.ts";

const advice: Readonly<Record<Retry, string>> = {
  never: "not unchanged",
  later: "later",
  login: "after logging in",
};

export function writeErrors(): string {
  return page(
    "Errors",
    "Every failure is `{error: {code, message, fields?, retryAfterMs?}}` over HTTP, and a frame `error` with the same " +
      "parts on a live connection. `fields` says what is wrong with which part of the input; `retryAfterMs` when it is " +
      "worth trying again. What somebody may not see is answered like what does not exist.",
    table(
      ["Code", "Status", "Try again", "Message"],
      Object.entries(errors).map(([name, { status, retry, message }]) => [
        code(name),
        String(status),
        advice[retry],
        message,
      ]),
    ),
    "The polling addresses of simpler chat applications answer 400 where the table says 422, and 403 where it says " +
      "401: that is what their clients know.",
  );
}
