import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { ParleyError } from "#protocol/errors.ts";

/** Answers an upgrade request with an error, as plain HTTP, and hangs up. */
export function refuseUpgrade(stream: Duplex, error: unknown): void {
  const refusal = error instanceof ParleyError ? error : new ParleyError("internal");
  const body = JSON.stringify({ error: refusal.toView() });
  const head = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ""}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  // The other side may leave its own half open for ever.
  stream.once("finish", () => stream.destroy());
  stream.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
