import { expect, test } from "vitest";
import { clientIdSchema } from "#protocol/ids.ts";
import { makeClientId } from "./make-client-id.ts";

test("makes ids that the protocol takes, each another one", () => {
  const ids = new Set(Array.from({ length: 1_000 }, makeClientId));
  expect(ids.size).toBe(1_000);
  for (const id of ids) expect(clientIdSchema.safeParse(id).success).toBe(true);
});
