import { expect, test } from "vitest";
import { loginPath, toLocalPath } from "./paths.ts";

test.each([
  ["/", "/"],
  ["/rooms/tea/?before=3#end", "/rooms/tea/?before=3#end"],
  ["/rooms/../login/", "/login/"],
])("%s is local", (text, path) => {
  expect(toLocalPath(text)).toBe(path);
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "https://evil.example/",
  "http:/evil.example",
  "javascript:alert(1)",
  "rooms/",
  "",
  undefined,
  ["/"],
])("%s is not", (text) => {
  expect(toLocalPath(text)).toBeUndefined();
});

test("the way back survives the way to the login", () => {
  const next = new URLSearchParams(loginPath("/rooms/tea/?a=1&b=2").split("?")[1]).get("next");
  expect(next).toBe("/rooms/tea/?a=1&b=2");
});
