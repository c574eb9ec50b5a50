import type { Device } from "../auth/sessions.ts";
import type { Context } from "../context.ts";
import type { Incoming } from "./client-address.ts";

const userAgentMaxChars = 300;

/** Where a login comes from. */
export function deviceOf(context: Context, request: Incoming): Device {
  const userAgent = (request.headers["user-agent"] ?? "").slice(0, userAgentMaxChars);
  return { userAgent, address: context.addressOf(request) };
}
