import { z } from "zod";
import { clientFrameSchema } from "#protocol/client-frame.ts";
import { errors, type ErrorCode } from "#protocol/errors.ts";
import { memberSchema } from "#protocol/membership.ts";
import { messageSchema, placedMessageSchema } from "#protocol/message.ts";
import { roomEventSchema } from "#protocol/room-event.ts";
import { membershipSchema, positionSchema, roomForMeSchema, roomSchema } from "#protocol/room.ts";
import { serverFrameSchema } from "#protocol/server-frame.ts";
import { userEventSchema } from "#protocol/user-event.ts";
import { accountSchema, selfSchema, userSchema } from "#protocol/user.ts";
import { lobbyMessageSchema, roomMessageSchema } from "../reference/shapes.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

const errorCodes = Object.keys(errors) as [ErrorCode, ...ErrorCode[]];

/** What every refusal carries. */
export const errorSchema = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    message: z.string().describe("for people"),
    fields: z.record(z.string(), z.string()).optional().describe("what is wrong, by the input's field"),
    retryAfterMs: z.int().optional(),
  }),
});

/** Shapes that several answers share, by the name under which they are referred to. */
const shared: Readonly<Record<string, z.ZodType>> = {
  Error: errorSchema,
  User: userSchema,
  Self: selfSchema,
  Account: accountSchema,
  Room: roomSchema,
  RoomForMe: roomForMeSchema,
  Membership: membershipSchema,
  Member: memberSchema,
  Message: messageSchema,
  PlacedMessage: placedMessageSchema,
  Position: positionSchema,
  RoomEvent: roomEventSchema,
  UserEvent: userEventSchema,
  ServerFrame: serverFrameSchema,
  LobbyMessage: lobbyMessageSchema,
  RoomMessage: roomMessageSchema,
};

export function referTo(name: string): string {
  return `#/components/schemas/${name}`;
}

interface Schemas {
  /** The shared ones, and what clients send over a socket. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  /** By the names given. */
  readonly answers: Readonly<Record<string, JsonSchema>>;
}

/** Answers as JSON Schema, referring to the shared shapes. */
export function toAnswerSchemas(answers: Readonly<Record<string, z.ZodType>>): Schemas {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(shared)) registry.add(schema, { id });
  const own = Object.entries(answers).filter(([, schema]) => !registry.has(schema));
  // A wrapper of its own, since one schema may be the answer of several routes.
  for (const [id, schema] of own) registry.add(schema.clone(), { id });
  const { schemas } = z.toJSONSchema(registry, { ...options, io: "output", uri: referTo });
  const components = Object.fromEntries(Object.keys(shared).map((name) => [name, bare(schemas[name])]));
  return {
    components: { ...components, ClientFrame: toInputSchema(clientFrameSchema) },
    answers: Object.fromEntries(
      Object.entries(answers).map(([id, schema]) => {
        const known = registry.get(schema)?.id;
        return [id, known === undefined ? bare(schemas[id]) : { $ref: referTo(known) }];
      }),
    ),
  };
}

/** What callers may send. */
export function toInputSchema(schema: z.ZodType): JsonSchema {
  return bare(z.toJSONSchema(schema, { ...options, io: "input" }));
}

/** What a parameter means once its text is read. */
export function toParameterSchema(schema: z.ZodType): JsonSchema {
  return bare(z.toJSONSchema(schema, { ...options, io: "output" }));
}

const options = {
  unrepresentable: "any",
  override({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) {
    // Answers may grow: a client that refuses what it does not know would break.
    delete jsonSchema.additionalProperties;
    if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  },
} as const;

function bare(schema: object | undefined): JsonSchema {
  const { $schema: _, $id: __, ...rest } = { ...schema } as Record<string, unknown>;
  return rest;
}
