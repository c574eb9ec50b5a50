import type { FastifyInstance } from "fastify";
import { ParleyError } from "#protocol/errors.ts";
import type { Context } from "../../context.ts";
import { setAvatar } from "../../people/set-avatar.ts";
import { authenticate } from "../authenticate.ts";
import { serve } from "../endpoint.ts";
import { requireSession } from "../require-session.ts";
import { parsePictures, readPicture } from "../read-picture.ts";

const hashPattern = /^[A-Za-z0-9_-]{32}$/;

/** Pictures of people: sending one's own, and showing everybody's to whoever is logged in. */
export function addAvatarRoutes(app: FastifyInstance, context: Context): void {
  const { storage } = context;
  app.register(async (uploads) => {
    parsePictures(uploads);
    serve(uploads, context, "setAvatar", async ({ session, request }) => {
      const me = requireSession(session).user;
      return { user: await setAvatar(context, me, await readPicture(request, "avatar")) };
    });
  });
  serve(app, context, "removeAvatar", async ({ session }) => ({
    user: await storage.setAvatar({ userId: requireSession(session).user.id, picture: undefined }),
  }));
  app.get<{ Params: { hash: string } }>("/avatars/:hash", async (request, reply) => {
    const { session } = await authenticate(context, request.headers);
    if (!session) throw new ParleyError("unauthenticated");
    const { hash } = request.params;
    const picture = hashPattern.test(hash) ? await storage.findAvatar({ hash }) : undefined;
    if (!picture) throw new ParleyError("not_found");
    reply.type("image/webp").header("cache-control", "private, max-age=31536000, immutable");
    return reply.send(Buffer.from(picture));
  });
}
