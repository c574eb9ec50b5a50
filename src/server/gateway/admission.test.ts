import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import { guest } from "../auth/viewer.ts";
import { createAdmission } from "./admission.ts";
import type { Hub } from "./hub.ts";

/** A door, and requests that come from the address that they name. */
function openDoor() {
  const config = { publicUrl: undefined } as Parameters<typeof createAdmission>[0]["config"];
  const addressOf = (request: Pick<IncomingMessage, "headers">) => request.headers.from ?? "";
  const hub = { countOf: () => 0 } as unknown as Hub;
  const admission = createAdmission({ config, addressOf, isDraining: () => false }, hub);
  return (from: string) => admission.enter({ headers: { from } } as IncomingMessage, guest);
}

test("an address has so many connections, and one that ends makes room for another", () => {
  const enter = openDoor();
  const leaves = Array.from({ length: limits.connectionsMaxPerAddress }, () => enter("192.0.2.1"));
  expect(() => enter("192.0.2.1")).toThrow("Too many connections");
  enter("192.0.2.2");
  leaves[0]?.();
  leaves[0]?.();
  enter("192.0.2.1");
  expect(() => enter("192.0.2.1")).toThrow("Too many connections");
});

test("all addresses of one IPv6 network of 64 bits count as one", () => {
  const enter = openDoor();
  for (let i = 0; i < limits.connectionsMaxPerAddress; i++) enter(`2001:db8:1:2::${i.toString(16)}`);
  expect(() => enter("2001:db8:1:2:ffff::1")).toThrow("Too many connections");
  enter("2001:db8:1:3::1");
});
