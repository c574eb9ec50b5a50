/** What time it is in a zone, as the viewer writes times; undefined for what is no zone. */
export function tellLocalTime(timeZone: string, nowMs: number): string | undefined {
  if (timeZone === "") return undefined;
  try {
    return new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit", timeZone }).format(nowMs);
  } catch {
    return undefined;
  }
}
