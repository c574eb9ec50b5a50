import { describe, expect, test } from "vitest";
import { createAddressReader } from "./client-address.ts";

interface Case {
  readonly peer: string;
  readonly forwarded?: string;
  readonly address: string;
}

function readAddress(proxies: readonly string[], { peer, forwarded }: Case): string {
  const headers = {
    ...(forwarded !== undefined && { "x-forwarded-for": forwarded }),
    "x-real-ip": "1.1.1.1",
    "true-client-ip": "1.1.1.2",
    forwarded: "for=1.1.1.3",
    "client-ip": "127.0.0.1",
  };
  return createAddressReader(proxies)({ headers, socket: { remoteAddress: peer } });
}

describe("A17: without a proxy, the peer is the client whatever it says", () => {
  test.each<Case>([
    { peer: "203.0.113.7", address: "203.0.113.7" },
    { peer: "203.0.113.7", forwarded: "198.51.100.1", address: "203.0.113.7" },
    { peer: "127.0.0.1", forwarded: "198.51.100.1", address: "127.0.0.1" },
    { peer: "::ffff:203.0.113.7", address: "203.0.113.7" },
    { peer: "2001:db8::1", forwarded: "127.0.0.1", address: "2001:db8::1" },
    { peer: "fe80::1%eth0", address: "fe80::1" },
  ])("$peer saying $forwarded is $address", (each) => {
    expect(readAddress([], each)).toBe(each.address);
  });
});

describe("A17: behind one proxy, the entry that the proxy wrote counts", () => {
  test.each<Case>([
    { peer: "10.0.0.1", forwarded: "203.0.113.7", address: "203.0.113.7" },
    { peer: "::ffff:10.0.0.1", forwarded: "203.0.113.7", address: "203.0.113.7" },
    { peer: "10.0.0.1", forwarded: "127.0.0.1, 203.0.113.7", address: "203.0.113.7" },
    { peer: "10.0.0.1", forwarded: "9.9.9.9, 8.8.8.8, 203.0.113.7", address: "203.0.113.7" },
    { peer: "10.0.0.1", forwarded: "203.0.113.7:4711", address: "203.0.113.7" },
    { peer: "10.0.0.1", forwarded: "[2001:db8::9]:443", address: "2001:db8::9" },
    { peer: "10.0.0.1", forwarded: "::ffff:203.0.113.7", address: "203.0.113.7" },
    { peer: "10.0.0.1", address: "10.0.0.1" },
    { peer: "10.0.0.1", forwarded: "", address: "10.0.0.1" },
    { peer: "10.0.0.1", forwarded: "9.9.9.9, unknown", address: "10.0.0.1" },
    { peer: "10.0.0.1", forwarded: "0x7f000001", address: "10.0.0.1" },
    { peer: "10.0.0.1", forwarded: "017700000001", address: "10.0.0.1" },
    { peer: "10.0.0.2", forwarded: "9.9.9.9", address: "10.0.0.2" },
  ])("$peer saying $forwarded is $address", (each) => {
    expect(readAddress(["10.0.0.1"], each)).toBe(each.address);
  });
});

describe("A17: behind two proxies, both are skipped and no more", () => {
  test.each<Case>([
    { peer: "10.0.0.1", forwarded: "203.0.113.7, 192.168.4.4", address: "203.0.113.7" },
    { peer: "10.0.0.1", forwarded: "9.9.9.9, 203.0.113.7, 192.168.4.4", address: "203.0.113.7" },
    { peer: "10.0.0.1", forwarded: "10.0.0.1, 192.168.4.4", address: "10.0.0.1" },
    { peer: "2001:db8:f::1", forwarded: "203.0.113.7", address: "203.0.113.7" },
    { peer: "2001:db9::1", forwarded: "203.0.113.7", address: "2001:db9::1" },
  ])("$peer saying $forwarded is $address", (each) => {
    expect(readAddress(["10.0.0.1", "192.168.0.0/16", "2001:db8::/32"], each)).toBe(each.address);
  });
});
