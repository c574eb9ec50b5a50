import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { ParleyError } from "#protocol/errors.ts";
import { refuseUpgrade } from "./refuse-upgrade.ts";

test("whoever is refused is hung up on, though they keep their own half open", async () => {
  // As the HTTP server opens its connections.
  const server = createServer({ allowHalfOpen: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const accepted = once(server, "connection") as Promise<[Socket]>;
  const client = connect({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", allowHalfOpen: true });
  const [socket] = await accepted;
  let answer = "";
  client.on("error", () => {}).on("data", (chunk: Buffer) => (answer += chunk.toString()));
  const ended = once(client, "end");
  const closed = once(socket, "close");
  refuseUpgrade(socket, new ParleyError("not_found"));
  await ended;
  await closed;
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  client.destroy();
  server.close();
});
