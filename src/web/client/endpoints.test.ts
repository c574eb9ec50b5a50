import { expect, test } from "vitest";
import { httpApi } from "#protocol/http-api.ts";
import { endpoints } from "./endpoints.ts";

test("the browser's table of endpoints is the protocol's", () => {
  const table = Object.entries(httpApi).map(([name, { method, path }]) => [name, [method, path]]);
  expect(endpoints).toEqual(Object.fromEntries(table));
});
