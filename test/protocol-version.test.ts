import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { clientFrameSchema } from "#protocol/client-frame.ts";
import { closeCodes } from "#protocol/close-codes.ts";
import { errors } from "#protocol/errors.ts";
import { type Endpoint, httpApi } from "#protocol/http-api.ts";
import { serverFrameSchema } from "#protocol/server-frame.ts";
import { protocolVersion } from "#protocol/version.ts";

/**
 * The wire as it stands in each version. When this fails, the wire has changed: a client of this version that could no
 * longer read what the server says needs a new version; anything else needs only the new pin.
 */
const pins: Readonly<Record<number, string>> = { 1: "40d5db808efd9acf" };

const toJson = (schema: z.ZodType | undefined, io: "input" | "output") =>
  schema && z.toJSONSchema(schema, { io, unrepresentable: "any" });

function describeEndpoint({ method, path, audience, params, query, body, answers, errors: codes }: Endpoint): unknown {
  return {
    method,
    path,
    audience,
    params: toJson(params, "input"),
    query: toJson(query, "input"),
    body: toJson(body, "input"),
    answers: Object.entries(answers).map(([status, schema]) => [status, toJson(schema, "output")]),
    errors: codes,
  };
}

function describeWire(): unknown {
  return {
    clientFrames: toJson(clientFrameSchema, "input"),
    serverFrames: toJson(serverFrameSchema, "output"),
    endpoints: Object.entries(httpApi).map(([name, endpoint]) => [name, describeEndpoint(endpoint)]),
    errors: Object.entries(errors).map(([code, { status, retry }]) => [code, status, retry]),
    closeCodes: Object.values(closeCodes).map(({ code, shouldReconnect }) => [code, shouldReconnect]),
  };
}

test("the wire is the one that this version promises", () => {
  const hash = createHash("sha256").update(JSON.stringify(describeWire())).digest("hex").slice(0, 16);
  expect({ protocolVersion, hash }).toEqual({ protocolVersion, hash: pins[protocolVersion] });
});
