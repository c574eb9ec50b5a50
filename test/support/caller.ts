import type { ErrorView } from "#protocol/errors.ts";
import { type AnswerOf, type CallOf, type Endpoint, type EndpointName, httpApi } from "#protocol/http-api.ts";

type Given<Call> = { [Key in keyof Call as Call[Key] extends undefined ? never : Key]: Call[Key] };

/** Only those of params, query and body that the endpoint has. */
export type InputOf<Name extends EndpointName> = Given<CallOf<Name>>;

/** Calls the endpoints of the http-api table as one person, or as a guest. */
export interface Caller {
  readonly baseUrl: string;
  /** Sent with each request. */
  readonly headers: Readonly<Record<string, string>>;
  /** @throws RefusedError with the server's error code; SyntaxError or ZodError when the answer breaks the contract. */
  call<Name extends EndpointName>(name: Name, input: InputOf<Name>, signal?: AbortSignal): Promise<AnswerOf<Name>>;
}

/** The server understood, and said no. */
export class RefusedError extends Error {
  readonly status: number;
  readonly view: ErrorView;

  constructor(endpoint: string, status: number, view: ErrorView) {
    super(`${endpoint}: ${status} ${view.code}: ${view.message}`);
    this.name = "RefusedError";
    this.status = status;
    this.view = view;
  }
}

interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
}

export function makeCaller(baseUrl: string, headers: Readonly<Record<string, string>> = {}): Caller {
  return {
    baseUrl,
    headers,
    async call<Name extends EndpointName>(name: Name, input: InputOf<Name>, signal?: AbortSignal) {
      const response = await request(baseUrl, httpApi[name], { input, headers, signal });
      return (await readAnswer(name, response)) as AnswerOf<Name>;
    },
  };
}

interface RequestOptions {
  readonly input: AnyInput;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export function request(
  baseUrl: string,
  endpoint: Endpoint,
  { input, headers, signal }: RequestOptions,
): Promise<Response> {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(input.params?.[key])),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input.query ?? {})) if (value !== undefined) query.set(key, String(value));
  const hasBody = input.body !== undefined;
  return fetch(`${baseUrl}${path}${query.size > 0 ? `?${query}` : ""}`, {
    method: endpoint.method,
    headers: { ...headers, ...(hasBody && { "content-type": "application/json" }) },
    ...(hasBody && { body: JSON.stringify(input.body) }),
    ...(signal && { signal }),
    redirect: "error",
  });
}

async function readAnswer(name: EndpointName, response: Response): Promise<unknown> {
  const answer: unknown = await response.json();
  if (!response.ok) throw new RefusedError(name, response.status, (answer as { error: ErrorView }).error);
  const schema = (httpApi[name] as Endpoint).answers[response.status];
  if (!schema) throw new Error(`${name} answered with ${response.status}, which its contract does not name`);
  return schema.parse(answer);
}
