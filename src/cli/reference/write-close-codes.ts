import { closeCodes } from "#protocol/close-codes.ts";
import { code, page, table } from "./table.ts";

export function writeCloseCodes(): string {
  return page(
    "Close codes",
    "How the server ends a live connection. A WebSocket closes with the code; a stream of server-sent events ends with " +
      "a frame `close` that carries it. With 1012 and 4000 to 4099 a client comes back, after the delay if one is named; " +
      "with 4400 to 4499 it does not come back unchanged.",
    table(
      ["Code", "Name", "Come back", "Reason"],
      Object.entries(closeCodes).map(([name, kind]) => [
        String(kind.code),
        code(name),
        kind.shouldReconnect ? "yes" : "no",
        kind.reason,
      ]),
    ),
  );
}
