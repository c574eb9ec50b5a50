import type { FastifyInstance, FastifyRequest } from "fastify";
import { ParleyError } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";

/** Takes pictures as they are, and forms that hold one, on the routes of this instance. */
export function parsePictures(app: FastifyInstance): void {
  const options = { parseAs: "buffer", bodyLimit: limits.avatarMaxBytes + formOverheadBytes } as const;
  for (const type of [/^image\//, "application/octet-stream", "multipart/form-data"]) {
    app.addContentTypeParser(type, options, (_request, body, done) => done(null, body));
  }
}

/** What a form adds to the picture that it holds. */
const formOverheadBytes = 16_384;

/** The picture that was sent. @throws too_large, bad_picture when there is none. */
export async function readPicture({ body, headers }: FastifyRequest, field: string): Promise<Uint8Array> {
  const type = headers["content-type"] ?? "";
  if (!Buffer.isBuffer(body))
    throw new ParleyError("unsupported_media", { message: "Send an image, or a form with one." });
  const picture = type.startsWith("multipart/form-data") ? await readField(body, type, field) : body;
  if (picture === undefined || picture.length === 0) throw new ParleyError("bad_picture");
  if (picture.length > limits.avatarMaxBytes) throw new ParleyError("too_large");
  return picture;
}

async function readField(body: Buffer, type: string, field: string): Promise<Uint8Array | undefined> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    const value = form.get(field);
    return typeof value === "string" || value === null ? undefined : new Uint8Array(await value.arrayBuffer());
  } catch {
    throw new ParleyError("bad_request");
  }
}
