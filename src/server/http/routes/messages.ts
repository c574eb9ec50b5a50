import type { FastifyInstance } from "fastify";
import type { Context } from "../../context.ts";
import { deleteMessage } from "../../messages/delete-message.ts";
import { editMessage } from "../../messages/edit-message.ts";
import { listMessages } from "../../messages/list-messages.ts";
import { sendMessage } from "../../messages/send-message.ts";
import { toRoomId } from "../../rooms/to-room-id.ts";
import { serve } from "../endpoint.ts";

export function addMessageRoutes(app: FastifyInstance, context: Context): void {
  serve(app, context, "listMessages", async ({ viewer, params, query }) => {
    const { roomId: _, ...page } = await listMessages(context, viewer, { ...params, ...query });
    return { ...page, messages: [...page.messages] };
  });
  serve(app, context, "sendMessage", async ({ viewer, params, body, reply }) => {
    const roomId = await toRoomId(context, viewer, params.room);
    const { message, isNew } = await sendMessage(context, viewer, { roomId, ...body });
    reply.code(isNew ? 201 : 200);
    return { message };
  });
  serve(app, context, "editMessage", async ({ viewer, params, body }) => ({
    message: await editMessage(context, viewer, { messageId: params.id, ...body }),
  }));
  serve(app, context, "deleteMessage", async ({ viewer, params }) => ({
    message: await deleteMessage(context, viewer, params.id),
  }));
}
