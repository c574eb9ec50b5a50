import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import { once } from "node:events";
import { expect, test } from "vitest";
import type { Gateway } from "./gateway.ts";
import { createUpgradeHandler } from "./websocket.ts";

const handshake = {
  method: "GET",
  url: "/api/v1/socket",
  headers: {
    upgrade: "websocket",
    connection: "Upgrade",
    "sec-websocket-version": "13",
    "sec-websocket-key": "faulty",
  },
};

test("a handshake that cannot become a socket gives its place back", async () => {
  let inside = 0;
  const enter = () => {
    inside += 1;
    return () => {
      inside -= 1;
    };
  };
  const gateway = { context: { config: { publicUrl: undefined } }, admission: { enter } };
  const upgrade = createUpgradeHandler(gateway as unknown as Gateway);
  const stream = new PassThrough();
  const closed = once(stream.resume(), "close");
  upgrade(handshake as unknown as IncomingMessage, stream, Buffer.alloc(0));
  await closed;
  expect(inside).toBe(0);
});
