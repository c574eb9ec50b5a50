import { expect, test } from "vitest";
import { createHttpClient } from "./http-client.ts";

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

function clientThatGets(answer: () => Promise<Response>) {
  const asked: Asked[] = [];
  const http = createHttpClient({
    origin: () => "https://chat.example",
    fetch: (url, init) => {
      asked.push({ url, init });
      return answer();
    },
    openSocket: () => {
      throw new Error("not over HTTP");
    },
  });
  return { http, asked };
}

test("fills the path, leaves out what is undefined, and sends JSON", async () => {
  const { http, asked } = clientThatGets(async () => Response.json({ messages: [] }));
  await http("listMessages", { params: { room: "a/b?c" }, query: { before: 7, after: undefined, limit: 5 } });
  await http("editMessage", { params: { id: 3 }, body: { body: "é" } });
  expect(asked.map(({ url }) => url)).toEqual([
    "https://chat.example/api/v1/rooms/a%2Fb%3Fc/messages?before=7&limit=5",
    "https://chat.example/api/v1/messages/3",
  ]);
  expect(asked[0]?.init.body).toBeUndefined();
  expect(asked[1]?.init).toMatchObject({ method: "PATCH", body: '{"body":"é"}' });
});

test("a refusal comes back with its fields", async () => {
  const error = { code: "invalid", message: "No.", fields: { username: "too short" } };
  const { http } = clientThatGets(async () => Response.json({ error }, { status: 422 }));
  expect(await http("login", { body: { username: "", password: "" } })).toEqual({ ok: false, error });
});

test.each([
  [502, "unavailable"],
  [429, "rate_limited"],
  [413, "too_large"],
  [401, "unauthenticated"],
])("a proxy's own page with status %i is %s", async (status, code) => {
  const { http } = clientThatGets(async () => new Response("<h1>nginx</h1>", { status }));
  expect(await http("getMe", {})).toMatchObject({ ok: false, error: { code } });
});

test("no network, and an answer that is no JSON, are unavailable", async () => {
  const offline = clientThatGets(() => Promise.reject(new TypeError("Failed to fetch")));
  expect(await offline.http("getMe", {})).toMatchObject({ ok: false, error: { code: "unavailable" } });
  const portal = clientThatGets(async () => new Response("<h1>Welcome to this hotel</h1>"));
  expect(await portal.http("getMe", {})).toMatchObject({ ok: false, error: { code: "unavailable" } });
});
