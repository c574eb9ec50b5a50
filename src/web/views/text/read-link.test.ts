import { expect, test } from "vitest";
import { readLink } from "./read-link.ts";

test.each([
  ["https://a.example/x", "https://a.example/x", undefined],
  ["http://www.a.example", "www.a.example", undefined],
  ["https://evil.example", "https://bank.example", "evil.example"],
  ["https://evil.example", "click here", "evil.example"],
  ["https://bank.example@evil.example/", "https://bank.example@evil.example/", "evil.example"],
  ["https://bank.example.evil.example/", "https://bank.example", "bank.example.evil.example"],
  ["https://a.example:8443/", "https://a.example", "a.example:8443"],
  ["https://xn--pple-43d.example/", "https://аpple.example/", "xn--pple-43d.example"],
])("%s under the words %s shows %s", (href, words, host) => {
  expect(readLink(href, words)?.host).toBe(host);
});

test.each(["javascript:alert(1)", "data:text/html,x", "//a.example", "ftp://a.example", "not an address", ""])(
  "%j is no link",
  (href) => expect(readLink(href, "x")).toBeUndefined(),
);
