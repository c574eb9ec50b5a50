import { expect, test } from "vitest";
import { ParleyError } from "#protocol/errors.ts";
import type { RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { VirtualClock } from "../../web/platform/virtual-clock.ts";
import { guest, type Viewer } from "../auth/viewer.ts";
import { createRateLimiter } from "../http/rate-limit.ts";
import { createTyping } from "./typing.ts";

const ana: Viewer = { kind: "person", userId: 1 as UserId, role: "member" };
const typist = { id: 1 as UserId, username: "ana", displayName: "Ana" };

function openTyping(findTypist: (room: string) => Promise<{ roomId: RoomId; typist: typeof typist | undefined }>) {
  const clock = new VirtualClock();
  const told: string[] = [];
  let questions = 0;
  const storage = {
    findTypist: ({ room }: { room: string }) => {
      questions++;
      return findTypist(room);
    },
  };
  const rateLimiter = createRateLimiter();
  const tell = (roomId: RoomId, { displayName }: { displayName: string }) =>
    void told.push(`${displayName} in ${roomId}`);
  return { clock, told, typing: createTyping({ clock, rateLimiter, storage, tell }), asked: () => questions };
}

const seven = async () => ({ roomId: 7 as RoomId, typist });

test("TYPE-2: once in three seconds for each room, by whatever name", async () => {
  const { clock, told, typing, asked } = openTyping(seven);
  for (let word = 0; word < 10; word++) await typing.type(ana, "7");
  expect([told, asked()]).toEqual([["Ana in 7"], 1]);
  await typing.type(ana, "lobby");
  expect(told).toHaveLength(1);
  await clock.advance(limits.typingIntervalMs);
  await typing.type(ana, "7");
  expect(told).toHaveLength(2);
});

test("TYPE-3: refusals are answered, and cost one question each interval", async () => {
  const { typing, asked } = openTyping(async () => {
    throw new ParleyError("not_found");
  });
  for (let word = 0; word < 10; word++) await expect(typing.type(ana, "9")).rejects.toThrow(ParleyError);
  expect(asked()).toBe(1);
  await expect(typing.type(guest, "9")).rejects.toMatchObject({ code: "unauthenticated" });
});

test("TYPE-4: of somebody invisible nothing is told", async () => {
  const { told, typing } = openTyping(async () => ({ roomId: 7 as RoomId, typist: undefined }));
  await typing.type(ana, "7");
  expect(told).toEqual([]);
});

test("A39: a thousand rooms in a row meet the limit", async () => {
  const { typing, asked } = openTyping(async (room) => ({ roomId: Number(room) as RoomId, typist }));
  const outcomes = await Promise.allSettled(Array.from({ length: 1_000 }, (_, at) => typing.type(ana, String(at + 1))));
  expect(asked()).toBe(limits.typingMaxPerUser.count);
  const refused = outcomes.find((outcome) => outcome.status === "rejected");
  expect(refused?.reason).toMatchObject({ code: "rate_limited" });
});
