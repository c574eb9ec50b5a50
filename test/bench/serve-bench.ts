import { randomBytes } from "node:crypto";
import { hash } from "node:crypto";
import { readConfig } from "../../src/server/config.ts";
import { viewerOf } from "../../src/server/auth/viewer.ts";
import { createServer } from "../../src/server/server.ts";

/**
 * The real server in a process of its own, with two differences: rates are not limited, since they would be what is
 * measured; and its people are put straight into the database. Prints `{url, roomId, tokens}` when ready.
 */
const people = Number(process.argv[2] ?? 200);
const unlimited = { use: async () => {}, refund: async () => {} };
const server = await createServer(readConfig(process.env), { rateLimiter: unlimited });
const { storage } = server.context;

async function addPerson(index: number) {
  const username = `sender${index}`;
  const user = await storage.createUser({
    username,
    usernameKey: username,
    displayName: username,
    passwordHash: "cannot log in",
  });
  const token = randomBytes(32).toString("base64url");
  const tokenHash = hash("sha256", token, "base64url");
  const expiresAt = Date.now() + 86_400_000;
  await storage.createSession({ tokenHash, userId: user.id, expiresAt, userAgent: "bench", address: "127.0.0.1" });
  return { user, token };
}

const persons = await Promise.all(Array.from({ length: people }, (_, index) => addPerson(index)));
const [owner] = persons;
if (!owner) throw new Error("nobody");
const room = await storage.createRoom({
  viewer: viewerOf(owner.user),
  room: { name: "Bench", slug: "bench", topic: "", kind: "public", readableBy: "members" },
});
const userIds = persons.map(({ user }) => user.id);
await storage.addMembers({ viewer: viewerOf(owner.user), room: "bench", userIds });
console.log(JSON.stringify({ url: server.url, roomId: room.id, tokens: persons.map(({ token }) => token) }));
process.on("SIGTERM", () => {
  server.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
