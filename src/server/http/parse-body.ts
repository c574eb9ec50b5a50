import { isUtf8 } from "node:buffer";
import formbody from "@fastify/formbody";
import type { FastifyInstance } from "fastify";
import { ParleyError } from "#protocol/errors.ts";

/** JSON and forms, in UTF-8; nothing else, so that no page can send JSON as `text/plain` without asking first. */
export function parseBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser("remove", "remove");
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body: Buffer, done) => {
    if (body.length === 0) return done(null, {});
    // Decoding would quietly put U+FFFD for what is not UTF-8.
    if (!isUtf8(body)) return done(new ParleyError("bad_request"));
    return parseJson(request, body.toString(), done);
  });
  app.register(formbody);
}
