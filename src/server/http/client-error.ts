import type { Socket } from "node:net";
import { errors } from "#protocol/errors.ts";

const statusLines: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};

/** Answers bytes that are no HTTP request, and hangs up. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (socket.writable && error.code !== "ECONNRESET") {
    const body = JSON.stringify({ error: { code: "bad_request", message: errors.bad_request.message } });
    const statusLine = statusLines[error.code ?? ""] ?? "400 Bad Request";
    const headers = ["connection: close", "content-type: application/json", `content-length: ${body.length}`];
    socket.write(`HTTP/1.1 ${[statusLine, ...headers].join("\r\n")}\r\n\r\n${body}`);
  }
  socket.destroy(error);
}
