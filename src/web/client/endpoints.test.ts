import { expect, test } from "vitest";
import { httpApi } from "#protocol/http-api.ts";
import { endpoints } from "./endpoints.ts";
import { seldomEndpoints } from "./seldom-endpoints.ts";

const all = { ...endpoints, ...seldomEndpoints };

test("the browser's tables of endpoints are the protocol's", () => {
  const table = Object.entries(httpApi).map(([name, { method, path }]) => [name, [method, path]]);
  expect(all).toEqual(Object.fromEntries(table));
});
