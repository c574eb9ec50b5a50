/** Where the viewer's days begin: the server does not know, so it says UTC. */
export type Zone = "utc" | "local";

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Days since 1 January 1970 in the viewer's zone: equal for two moments of the same day. */
export function dayOf(ms: number, zone: Zone): number {
  const offsetMs = zone === "utc" ? 0 : new Date(ms).getTimezoneOffset() * minuteMs;
  return Math.floor((ms - offsetMs) / dayMs);
}

/** Milliseconds until the viewer's next day begins. */
export function msUntilTomorrow(ms: number, zone: Zone): number {
  const next = new Date(ms);
  if (zone === "utc") next.setUTCHours(24, 0, 0, 0);
  else next.setHours(24, 0, 0, 0);
  return next.getTime() - ms;
}

const fullDay = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const distantDay = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** What a day is called on the day `today`: Today, Yesterday, a weekday within the year, else with its year. */
export function nameDay(day: number, today: number): string {
  if (day === today) return "Today";
  if (day === today - 1) return "Yesterday";
  const date = new Date(day * dayMs);
  const isNear = Math.abs(today - day) < 300;
  return (isNear ? fullDay : distantDay).format(date);
}
