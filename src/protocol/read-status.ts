interface StatusFields {
  readonly emoji?: string | undefined;
  readonly text?: string | undefined;
  /** Minutes from now, or a moment (ISO 8601); empty: until it is changed. */
  readonly span?: string | undefined;
}

interface NewStatus {
  readonly text: string;
  readonly emoji: string;
  readonly until?: string | undefined;
}

/** What a form for a status says; null: none. */
export function readStatus({ emoji = "", text = "", span = "" }: StatusFields, nowMs: number): NewStatus | null {
  const status = { text: text.trim(), emoji: emoji.trim() };
  if (status.text === "" && status.emoji === "") return null;
  if (span === "") return status;
  const untilMs = /^\d{1,7}$/.test(span) ? nowMs + Number(span) * 60_000 : Date.parse(span);
  return { ...status, until: Number.isNaN(untilMs) ? span : new Date(untilMs).toISOString() };
}
