import type { ErrorCode, ErrorView } from "#protocol/errors.ts";
import type { AnswerOf, CallOf, EndpointName } from "#protocol/http-api.ts";
import type { Outcome } from "../store/contract.ts";
import type { Network } from "../platform/network.ts";
import { endpoints, type EndpointRow } from "./endpoints.ts";

/** The parts of a call that its endpoint has. */
export type Call<Name extends EndpointName> = {
  [Part in keyof CallOf<Name> as CallOf<Name>[Part] extends undefined ? never : Part]: CallOf<Name>[Part];
} & {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Goes as the body, as it is. */ readonly upload?: Blob;
};

/** Calls an endpoint. Never rejects: no network, no answer in time and an unreadable answer are all `unavailable`. */
export type HttpClient = <Name extends EndpointName>(name: Name, call: Call<Name>) => Promise<Outcome<AnswerOf<Name>>>;

const defaultTimeoutMs = 20_000;

interface LooseCall {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly upload?: Blob;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export function createHttpClient(network: Network): HttpClient {
  return async <Name extends EndpointName>(name: Name, call: Call<Name>): Promise<Outcome<AnswerOf<Name>>> => {
    try {
      const response = await request(network, name, call);
      if (!response.ok) return { ok: false, error: await readError(response) };
      return { ok: true, value: (await response.json()) as AnswerOf<Name> };
    } catch {
      return { ok: false, error: unavailable };
    }
  };
}

export const unavailable: ErrorView = {
  code: "unavailable",
  message: "The server cannot be reached. Check your connection.",
};

async function request(network: Network, name: EndpointName, call: LooseCall): Promise<Response> {
  const [method, path] = await findEndpoint(name);
  const timeout = AbortSignal.timeout(call.timeoutMs ?? defaultTimeoutMs);
  return network.fetch(network.origin() + fillPath(path, call.params) + writeQuery(call.query), {
    method,
    headers: { accept: "application/json", ...(call.body !== undefined && { "content-type": "application/json" }) },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    ...(call.upload && { body: call.upload }),
    signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
    cache: "no-store",
    credentials: "same-origin",
  });
}

/** @throws Error when the code that knows it cannot be loaded now. */
async function findEndpoint(name: EndpointName): Promise<EndpointRow> {
  const row = endpoints[name] ?? (await loadSeldom()).seldomEndpoints[name];
  if (!row) throw new Error(`No endpoint ${name}`);
  return row;
}

/** Also called while nothing else is going on: what is asked for seldom should not need to be loaded first. */
export const loadSeldom = () => import("./seldom-endpoints.ts");

function fillPath(path: string, params: LooseCall["params"]): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params?.[name])));
}

function writeQuery(query: LooseCall["query"]): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  if (given.length === 0) return "";
  return `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()}`;
}

/** What a refusal says; a proxy's own error page says nothing, so its status speaks. */
export async function readError(response: Response): Promise<ErrorView> {
  const answer = (await response.json().catch(() => undefined)) as { error?: ErrorView } | undefined;
  const error = answer?.error;
  if (error && typeof error.code === "string") return error;
  const code = codeOfStatus(response.status);
  return {
    code,
    message: code === "unavailable" ? unavailable.message : `The server refused this (${response.status}).`,
  };
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return "unauthenticated";
  if (status === 413) return "too_large";
  if (status === 429) return "rate_limited";
  return status === 404 ? "not_found" : "unavailable";
}
