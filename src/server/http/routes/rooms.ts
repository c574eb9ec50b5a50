import type { FastifyInstance } from "fastify";
import { limits } from "#protocol/limits.ts";
import type { Context } from "../../context.ts";
import { changeRoom } from "../../rooms/change-room.ts";
import { createRoom } from "../../rooms/create-room.ts";
import { openDirect } from "../../rooms/open-direct.ts";
import { serve } from "../endpoint.ts";

export function addRoomRoutes(app: FastifyInstance, context: Context): void {
  const { storage } = context;
  serve(app, context, "listRooms", ({ viewer, query }) =>
    storage.listRooms({ viewer, ...query, limit: limits.pageMaxRooms }),
  );
  serve(app, context, "createRoom", async ({ viewer, body }) => ({ room: await createRoom(context, viewer, body) }));
  serve(app, context, "openDirect", async ({ viewer, body, reply }) => {
    const { room, isNew } = await openDirect(context, viewer, body.userIds);
    reply.code(isNew ? 201 : 200);
    return { room };
  });
  serve(app, context, "hideChat", async ({ viewer, params, body }) => ({
    room: await storage.hideChat({ viewer, ...params, ...body }),
  }));
  serve(app, context, "getRoom", async ({ viewer, params }) => ({
    room: await storage.getRoom({ viewer, room: params.room }),
  }));
  serve(app, context, "changeRoom", async ({ viewer, params, body }) => ({
    room: await changeRoom(context, viewer, { room: params.room, changes: body }),
  }));
}
