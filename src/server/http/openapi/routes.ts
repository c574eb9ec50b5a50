import type { z } from "zod";
import type { ErrorCode } from "#protocol/errors.ts";
import type { Audience, Endpoint } from "#protocol/http-api.ts";

export const tags = {
  Accounts: "Registering, logging in and out, and people.",
  Rooms: "Rooms and who is in them.",
  Messages: "History, sending, changing.",
  Live: "One log on three transports: WebSocket, server-sent events, polling.",
  Administration:
    "For administrators; others are refused as `forbidden`. Messages of private rooms are not among those listed: " +
    "they are between their members.",
  Installation: "What this installation is, and how it is.",
  Polling:
    "The addresses of simpler chat applications, for clients written for them: on the same rooms and messages. " +
    "Here `id` is a message's number in its room. Edits and deletions do not come by polling, by design.",
  Pages: "What browsers show, and the forms of these pages. Scripts that post to them get JSON.",
} as const;
export type Tag = keyof typeof tags;

export interface Answer {
  readonly status: number;
  readonly description: string;
  /** Absent where there is no body to speak of. */
  readonly type?: string;
  readonly schema?: z.ZodType;
}

/** One method of one address, as the document describes it. */
export interface Route {
  readonly method: Endpoint["method"];
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly audience: Audience;
  readonly params?: z.ZodObject | undefined;
  readonly query?: z.ZodObject | undefined;
  readonly body?: z.ZodObject | undefined;
  /** May the body be a form? It may always be JSON. */
  readonly takesForm: boolean;
  /** The body is a picture, or a form with one. */
  readonly takesImage?: boolean | undefined;
  readonly answers: readonly Answer[];
  readonly errors: readonly ErrorCode[];
  /** Where an error's status is not the one of its table. */
  readonly statusOf?: (code: ErrorCode) => number;
}

const json = "application/json";

function nameStatus(status: string, all: readonly string[]): string {
  if (status === "201") return "Made";
  return all.includes("201") ? "Made before" : "Done";
}

/** A row of a table of endpoints as a route. */
export function toRoute(endpoint: Endpoint, more: Pick<Route, "tag"> & Partial<Route>): Route {
  const { answers, ...rest } = endpoint;
  return {
    ...rest,
    takesForm: false,
    answers: Object.entries(answers).map(([status, schema]) => ({
      status: Number(status),
      description: nameStatus(status, Object.keys(answers)),
      type: json,
      schema,
    })),
    ...more,
  };
}
