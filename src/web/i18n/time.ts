import type { Zone } from "./day.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: Zone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const isUtc = zone === "utc";
  const made = new Intl.DateTimeFormat(isUtc ? "en-GB" : undefined, { ...options, ...(isUtc && { timeZone: "UTC" }) });
  formats.set(key, made);
  return made;
}

/** 16:42, or 4:42 pm where people write it so. */
export function formatTime(ms: number, zone: Zone): string {
  return formatOf(zone, { hour: "numeric", minute: "2-digit" }).format(ms);
}

/** The exact moment, for the tooltip. */
export function formatMoment(ms: number, zone: Zone): string {
  return formatOf(zone, { dateStyle: "full", timeStyle: "medium" }).format(ms) + (zone === "utc" ? " UTC" : "");
}

/** 12 Nov 2026. */
export function formatDate(ms: number, zone: Zone): string {
  return formatOf(zone, { dateStyle: "medium" }).format(ms);
}

/** 12 Nov 2026, 16:42: where messages of many days stand together. */
export function formatDateTime(ms: number, zone: Zone): string {
  return formatOf(zone, { dateStyle: "medium", timeStyle: "short" }).format(ms) + (zone === "utc" ? " UTC" : "");
}
