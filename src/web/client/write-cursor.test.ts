import { expect, test } from "vitest";
import { decodeCursor } from "#protocol/cursor.ts";
import type { Epoch, RoomId } from "#protocol/ids.ts";
import { writeCursor } from "./write-cursor.ts";

const epoch = "e1" as Epoch;
const at = (id: number, seq: number, of = epoch) => [id as RoomId, { epoch: of, seq }] as const;

test("carries my place in my own log and in every room", () => {
  const { cursor = "", rooms } = writeCursor({ own: { epoch, seq: 4 }, rooms: new Map([at(1, 10), at(2, 20)]) });
  expect(rooms).toBe("1,2");
  expect(decodeCursor(cursor)).toEqual({
    epoch,
    userSeq: 4,
    rooms: new Map([
      [1, 10],
      [2, 20],
    ]),
  });
});

test("asks for nothing but the welcome while there is no place", () => {
  expect(writeCursor({ own: undefined, rooms: new Map() })).toEqual({ rooms: "" });
});

test("a page that knows its room but not yet its own log names a place where no log can stand", () => {
  const { cursor = "" } = writeCursor({ own: undefined, rooms: new Map([at(1, 10)]) });
  expect(decodeCursor(cursor)).toMatchObject({ epoch, userSeq: 999_999_999_999_999 });
});

test("leaves out rooms from another epoch", () => {
  const rooms = new Map([at(1, 10), at(2, 20, "e0" as Epoch)]);
  expect(writeCursor({ own: { epoch, seq: 4 }, rooms }).rooms).toBe("1");
});
