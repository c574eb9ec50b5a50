import type { IncomingHttpHeaders } from "node:http";
import { parseCookie, stringifySetCookie } from "cookie";
import { limits } from "#protocol/limits.ts";
import type { Config } from "../config.ts";
import { isHttps } from "./security-headers.ts";

type Site = Pick<Config, "publicUrl">;

/** The `Set-Cookie` that gives a browser its session. */
export function writeSessionCookie(site: Site, token: string): string {
  return serialize(site, token, limits.sessionMaxDays * 86_400);
}

/** The `Set-Cookie` that takes it away. */
export function clearSessionCookie(site: Site): string {
  return serialize(site, "", 0);
}

export function readSessionCookie(site: Site, headers: IncomingHttpHeaders): string | undefined {
  return headers.cookie === undefined ? undefined : parseCookie(headers.cookie)[cookieName(site)];
}

/** `__Host-` keeps other subdomains from planting a session; browsers take it over TLS only. */
function cookieName(site: Site): string {
  return isHttps(site) ? "__Host-session" : "session";
}

function serialize(site: Site, value: string, maxAgeSeconds: number): string {
  return stringifySetCookie({
    name: cookieName(site),
    value,
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps(site),
    maxAge: maxAgeSeconds,
  });
}
