import type { ErrorView } from "#protocol/errors.ts";

export interface Exchange {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The answer as JSON; undefined when it is none. */
  readonly json: { readonly error?: ErrorView; readonly [key: string]: unknown } | undefined;
}

export interface RawRequest {
  /** Sent as it is when a string or bytes, else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that need not obey the contract, such as `POST /api/v1/login`. */
export async function exchange(baseUrl: string, line: string, { body, headers }: RawRequest = {}): Promise<Exchange> {
  const [method = "GET", path = "/"] = line.split(" ");
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
    redirect: "manual",
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

/** The first cookie that an answer sets, as a browser sends it back. */
export function cookieOf({ headers }: Exchange): string {
  return headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

let addresses = 0;

/** Puts a request at an address of its own, where the server trusts the loopback as a proxy: limits count by address. */
export function fromFreshAddress(): { "x-forwarded-for": string } {
  addresses += 1;
  return { "x-forwarded-for": `198.18.${addresses >> 8}.${addresses & 255}` };
}

function parse(text: string): Exchange["json"] {
  try {
    return JSON.parse(text) as Exchange["json"];
  } catch {
    return undefined;
  }
}
