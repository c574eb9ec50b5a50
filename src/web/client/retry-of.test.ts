import { expect, test } from "vitest";
import { type ErrorCode, errors } from "#protocol/errors.ts";
import { notFound, retryOf } from "./retry-of.ts";

test.each(Object.entries(errors))("%s is repeated as the protocol says", (code, { retry }) => {
  expect(retryOf(code as ErrorCode)).toBe(retry);
});

test("what is not found is said in the protocol's words", () => {
  expect(notFound.message).toBe(errors.not_found.message);
});
