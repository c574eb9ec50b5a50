import type { IncomingHttpHeaders } from "node:http";
import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** What an address is read from: Node's request, also the bare one of an upgrade. */
export interface Incoming {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** The address of whoever really asks. */
export type AddressReader = (request: Incoming) => string;

/**
 * The socket's peer; when that is one of our proxies, the newest entry of `X-Forwarded-For` that is not. Other headers
 * are never believed, since anybody can write them.
 * @param trustedProxies addresses or networks (`10.0.0.0/8`)
 */
export function createAddressReader(trustedProxies: readonly string[]): AddressReader {
  const networks = trustedProxies.map(toNetwork);
  return ({ headers, socket }) => {
    const peer = parseAddress(socket.remoteAddress ?? "");
    if (!peer) return "unknown";
    if (!isInside(networks, peer)) return peer.toString();
    return findForwarded(networks, peer, String(headers["x-forwarded-for"] ?? "")).toString();
  };
}

function findForwarded(networks: readonly Network[], peer: Address, header: string): Address {
  let nearest = peer;
  for (const entry of header.split(",").toReversed()) {
    const address = parseAddress(withoutPort(entry.trim()));
    if (!address) return nearest;
    nearest = address;
    if (!isInside(networks, address)) return nearest;
  }
  return nearest;
}

function withoutPort(entry: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
}

function parseAddress(text: string): Address | undefined {
  const bare = text.replace(/%.*$/, "");
  // IPv4 in other spellings (octal, hex, one number) is nothing that a proxy writes.
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return undefined;
  return ipaddr.process(bare);
}

function toNetwork(text: string): Network {
  const [address = "", prefix] = text.split("/");
  const parsed = ipaddr.parse(address);
  return [parsed, prefix === undefined ? parsed.toByteArray().length * 8 : Number(prefix)];
}

function isInside(networks: readonly Network[], address: Address): boolean {
  return networks.some(
    ([network, prefixBits]) => network.kind() === address.kind() && address.match(network, prefixBits),
  );
}
