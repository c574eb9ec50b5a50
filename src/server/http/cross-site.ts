import type { IncomingHttpHeaders } from "node:http";
import type { Config } from "../config.ts";

/** What the judgement needs to know of the installation. */
export type OwnOrigin = Pick<Config, "publicUrl">;

/**
 * Did a page of another site make the browser send this? By `Sec-Fetch-Site` where the browser says it, else by
 * `Origin`; a request with neither comes from no browser (curl, bots) and carries nobody's cookies by accident.
 */
export function isCrossSite(own: OwnOrigin, headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  return isForeignOrigin(own, headers);
}

/** For a WebSocket handshake, where browsers always send `Origin`: is it there, and not ours? */
export function isForeignOrigin(own: OwnOrigin, headers: IncomingHttpHeaders): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  if (own.publicUrl !== undefined) return origin !== own.publicUrl;
  return host === undefined || !URL.canParse(origin) || new URL(origin).host !== host.toLowerCase();
}
