import type { ClientId } from "#protocol/ids.ts";

/**
 * 128 random bits in 22 URL-safe characters. `crypto.randomUUID` would do, but browsers have it only on https and
 * localhost, and an installation in a home network is neither.
 */
export function makeClientId(): ClientId {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "") as ClientId;
}
