import { expect, test } from "vitest";
import type { RoomForMe } from "#protocol/room.ts";
import { nameRoom } from "./name-room.ts";

const person = (displayName: string) => ({ id: 1, username: "x", displayName });
const chat = (room: object) => ({ name: "", kind: "group", memberCount: 3, ...room }) as unknown as RoomForMe;

test.each([
  [{ name: "lobby", kind: "public" }, "lobby"],
  [{ kind: "direct", memberCount: 2, people: [person("Rosa Lindqvist")] }, "Rosa Lindqvist"],
  [{ kind: "direct", memberCount: 1, people: [person("Ana Núñez")] }, "Ana Núñez (you)"],
  [{ people: [person("Jun Ito"), person("Priya")] }, "Jun, Priya"],
  [{ memberCount: 12, people: [person("Jun Ito"), person("Priya")] }, "Jun, Priya and 9 more"],
  [{ name: "Trip", people: [person("Jun Ito"), person("Priya")] }, "Trip"],
  [{ kind: "direct" }, "Chat"],
])("%j is called %s", (room, name) => {
  expect(nameRoom(chat(room))).toBe(name);
});
