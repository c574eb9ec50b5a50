import { fromFreshAddress } from "./exchange.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser without script: keeps its cookies, asks for pages, sends forms, follows nothing by itself. */
export interface Visitor {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  submit(path: string, fields: Readonly<Record<string, string>>): Promise<Answer>;
  /** As a script sends its requests: asks for anything rather than for a page. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export function createVisitor(baseUrl: string): Visitor {
  const jar = new Map<string, string>();
  const address = fromFreshAddress();

  async function send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    if (cookie) headers.set("cookie", cookie);
    for (const [name, value] of Object.entries(address)) headers.set(name, value);
    const response = await fetch(`${baseUrl}${path}`, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  const accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
  return {
    fetch: (path, init = {}) => send(path, init),
    async get(path, headers = {}) {
      return toAnswer(await send(path, { headers: { accept, ...headers } }));
    },
    async submit(path, fields) {
      const init = { method: "POST", headers: { accept, origin: baseUrl }, body: new URLSearchParams(fields) };
      return toAnswer(await send(path, init));
    },
  };
}

async function toAnswer(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function keep(jar: Map<string, string>, line: string): void {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (/max-age=0\b/i.test(line)) jar.delete(name);
  else jar.set(name, value);
}
