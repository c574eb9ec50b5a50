import { describe, expect, test } from "vitest";
import { isCrossSite, isForeignOrigin } from "./cross-site.ts";

const host = "chat.example.org";
const anywhere = { publicUrl: undefined };
const configured = { publicUrl: "https://chat.example.org" };

describe("A19: by what the browser says of the request's site", () => {
  test.each([
    ["same-origin", false],
    ["none", false],
    ["same-site", true],
    ["cross-site", true],
    ["same-origin, cross-site", true],
    ["", true],
  ])("Sec-Fetch-Site: %s", (site, isRefused) => {
    expect(isCrossSite(anywhere, { host, "sec-fetch-site": site })).toBe(isRefused);
  });

  test("which counts more than the origin", () => {
    const headers = { host, origin: "https://chat.example.org", "sec-fetch-site": "cross-site" };
    expect(isCrossSite(anywhere, headers)).toBe(true);
  });
});

describe("A19: by the origin", () => {
  test.each([
    ["https://chat.example.org", false],
    ["http://chat.example.org", false],
    ["https://evil.example", true],
    ["null", true],
    ["", true],
    ["https://chat.example.org.evil.example", true],
    ["https://evilchat.example.org", true],
    ["https://chat.example.org:8443", true],
    ["https://chat.example.org@evil.example", true],
    ["chat.example.org", true],
  ])("Origin: %s", (origin, isForeign) => {
    expect(isCrossSite(anywhere, { host, origin })).toBe(isForeign);
    expect(isForeignOrigin(anywhere, { host, origin })).toBe(isForeign);
  });

  test("an upper-case host is the same host", () => {
    expect(isForeignOrigin(anywhere, { host: "Chat.Example.org:3000", origin: "http://chat.example.org:3000" })).toBe(
      false,
    );
  });

  test("without a host, nothing is ours", () => {
    expect(isForeignOrigin(anywhere, { origin: "https://chat.example.org" })).toBe(true);
  });

  test.each([
    ["https://chat.example.org", false],
    ["http://chat.example.org", true],
    ["https://other.example.org", true],
  ])("with a configured address only that one: %s", (origin, isForeign) => {
    expect(isForeignOrigin(configured, { host: "10.0.0.5:3000", origin })).toBe(isForeign);
    expect(isForeignOrigin(configured, { host: "other.example.org", origin })).toBe(isForeign);
  });
});

test("A19: what comes from no browser passes", () => {
  expect(isCrossSite(anywhere, { host })).toBe(false);
  expect(isForeignOrigin(configured, { host })).toBe(false);
});
