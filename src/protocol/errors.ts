/** What a caller should do about an error: `never` repeat it unchanged, repeat `later`, or `login` first. */
export type Retry = "never" | "later" | "login";

export interface ErrorKind {
  readonly status: number;
  readonly retry: Retry;
  readonly message: string;
}

/** Every failure that leaves the server, by code; the same codes on HTTP and in `error` frames. */
export const errors = {
  invalid: { status: 422, retry: "never", message: "Some of what was sent is not valid." },
  blank: { status: 422, retry: "never", message: "A message needs at least one visible character." },
  bad_request: { status: 400, retry: "never", message: "The request could not be read." },
  unauthenticated: { status: 401, retry: "login", message: "Log in first." },
  bad_credentials: { status: 401, retry: "never", message: "That username and password do not match." },
  forbidden: { status: 403, retry: "never", message: "You may not do that." },
  cross_site: { status: 403, retry: "never", message: "Requests from other sites are refused." },
  bad_setup_code: { status: 403, retry: "never", message: "That set-up code is not right." },
  not_found: { status: 404, retry: "never", message: "There is nothing here, or you may not see it." },
  method_not_allowed: { status: 405, retry: "never", message: "This address does not answer that method." },
  username_taken: { status: 409, retry: "never", message: "That username, or one that looks like it, is taken." },
  slug_taken: { status: 409, retry: "never", message: "A room with that address exists already." },
  client_id_reused: { status: 409, retry: "never", message: "That clientId belongs to another message of yours." },
  already_set_up: { status: 409, retry: "never", message: "This installation has its administrator already." },
  last_owner: { status: 409, retry: "never", message: "A room needs an owner: make somebody else an owner first." },
  last_admin: {
    status: 409,
    retry: "never",
    message: "An installation needs an administrator: make somebody else one first.",
  },
  too_large: { status: 413, retry: "never", message: "That is larger than the limit." },
  unsupported_media: { status: 415, retry: "never", message: "Send JSON or a form, uncompressed." },
  rate_limited: { status: 429, retry: "later", message: "Too much at once. Wait a little, then try again." },
  unknown_frame: { status: 400, retry: "never", message: "The server does not know this kind of frame." },
  hello_first: { status: 409, retry: "never", message: "Say hello first." },
  too_many_subscriptions: { status: 429, retry: "never", message: "Too many rooms open on this connection." },
  too_many_connections: { status: 429, retry: "later", message: "Too many connections are open already." },
  upgrade_required: { status: 426, retry: "never", message: "This address speaks WebSocket only." },
  internal: { status: 500, retry: "later", message: "Something went wrong on the server. It has been noted." },
  unavailable: { status: 503, retry: "later", message: "The server is not ready. Try again in a moment." },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errors;

/** Why each field of an input was refused, by the field's name. */
export type FieldFaults = Readonly<Record<string, string>>;

/** Refuses an input with all its faults at once. @throws ParleyError invalid when a field has one. */
export function refuseFaults(faults: Readonly<Record<string, string | undefined>>): void {
  const found = Object.entries(faults).filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (found.length > 0) throw new ParleyError("invalid", { fields: Object.fromEntries(found) });
}

export interface ErrorDetails {
  readonly message?: string;
  readonly fields?: FieldFaults;
  readonly retryAfterMs?: number;
}

/** Wire form of a failure, on HTTP as `{error}` and inside an `error` frame. */
export interface ErrorView {
  readonly code: ErrorCode;
  readonly message: string;
  readonly fields?: FieldFaults;
  readonly retryAfterMs?: number;
}

/** A failure that the caller may see. Anything else that is thrown becomes `internal`. */
export class ParleyError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.message ?? errors[code].message);
    this.name = "ParleyError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errors[this.code].status;
  }

  toView(): ErrorView {
    const { fields, retryAfterMs } = this.details;
    return {
      code: this.code,
      message: this.message,
      ...(fields && { fields }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
}
