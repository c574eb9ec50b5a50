import { randomUUID } from "node:crypto";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { type Viewer, viewerOf } from "../../src/server/auth/viewer.ts";
import { type Clock, systemClock } from "../../src/server/clock.ts";
import { openStorage } from "../../src/server/storage/open.ts";
import type { NewRoom, Notice, Storage } from "../../src/server/storage/storage.ts";
import { createTestDatabase } from "../support/postgres.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";

/** Every contract test runs on each of these. */
export const databases = [
  { kind: "sqlite", make: makeSqlite },
  { kind: "postgres", make: makePostgres },
] as const;

/** A database that outlives the storages that are opened on it. */
interface Place extends AsyncDisposable {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
}

export interface Bench extends AsyncDisposable {
  readonly place: Place;
  readonly storage: Storage;
  readonly notices: Notice[];
  /** Another storage on the same database, as after a restart or on another node. */
  openAnother(): Promise<Storage>;
  person(username: string): Promise<{ user: Self; viewer: Viewer }>;
  room(viewer: Viewer, room?: Partial<NewRoom>): Promise<RoomForMe>;
  send(viewer: Viewer, roomId: RoomId, body: string, clientId?: string): ReturnType<Storage["sendMessage"]>;
}

async function makeSqlite(): Promise<Place> {
  const folder = makeTemporaryFolder();
  return {
    dataDir: folder.path,
    databaseUrl: undefined,
    [Symbol.asyncDispose]: async () => folder[Symbol.dispose](),
  };
}

async function makePostgres(): Promise<Place> {
  const database = await createTestDatabase();
  return {
    dataDir: "",
    databaseUrl: database.url,
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

export async function openBench(
  { make }: { readonly make: () => Promise<Place> },
  clock: Clock = systemClock,
): Promise<Bench> {
  const place = await make();
  const notices: Notice[] = [];
  const opened: Storage[] = [];

  async function open(): Promise<Storage> {
    const storage = await openStorage({
      ...place,
      clock,
      onCommit: (news) => notices.push(...news),
      onFatal: (error) => {
        throw error;
      },
    });
    opened.push(storage);
    return storage;
  }

  const storage = await open();
  return {
    place,
    storage,
    notices,
    openAnother: open,
    async person(username) {
      const user = await storage.createUser({
        username,
        usernameKey: username,
        displayName: username,
        passwordHash: "not a hash",
      });
      return { user, viewer: viewerOf(user) };
    },
    room: (viewer, room = {}) =>
      storage.createRoom({
        viewer,
        room: {
          name: "A room",
          slug: `room-${randomUUID()}`,
          topic: "",
          kind: "public",
          readableBy: "members",
          ...room,
        },
      }),
    send: (author, roomId, body, clientId = randomUUID()) =>
      storage.sendMessage({ author, roomId, body, clientId: clientId as ClientId }),
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map((each) => each.close()));
      await place[Symbol.asyncDispose]();
    },
  };
}
