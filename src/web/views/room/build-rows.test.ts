import { describe, expect, test } from "vitest";
import type { ClientId, RoomId, UserId } from "#protocol/ids.ts";
import { author, makeMessage } from "../../client/fake-room.ts";
import type { TimelineItem } from "../../store/contract.ts";
import { buildRows } from "./build-rows.ts";

const me = 99;
const base = Date.parse("2026-11-18T23:50:00Z");
const minute = 60_000;

function said(n: number, minutes: number, by: number = author.id, deleted = false): TimelineItem {
  const createdAt = new Date(base + minutes * minute).toISOString();
  const message = makeMessage({
    id: n as never,
    seq: n,
    rev: n,
    n,
    createdAt,
    author: { ...author, id: by as UserId },
    ...(deleted && { deletedAt: createdAt }),
  });
  return { kind: "message", key: `m${n}`, message };
}

function pending(minutes: number): TimelineItem {
  const createdAtMs = base + minutes * minute;
  const clientId = "client-id" as ClientId;
  return {
    kind: "pending",
    key: "cclient-id",
    pending: { clientId, roomId: 1 as RoomId, body: "x", createdAtMs, status: "sending" },
  };
}

const context = { zone: "utc", myId: me, dividerN: undefined, hasMore: false } as const;

describe("grouping", () => {
  test("the same author within five minutes follows; another author or a longer pause begins anew", () => {
    const rows = buildRows([said(1, 0), said(2, 4), said(3, 5, 5), said(4, 6, 5), said(5, 9.9, 5)], context);
    expect(rows.map((row) => row.isFirst)).toEqual([true, false, true, false, false]);
    expect(buildRows([said(1, 0), said(2, 5)], context).map((row) => row.isFirst)).toEqual([true, true]);
  });

  test("mine are mine, sent or on their way, and follow each other", () => {
    const rows = buildRows([said(1, 0), said(2, 1, me), pending(2)], context);
    expect(rows.map((row) => row.isMine)).toEqual([false, true, true]);
    expect(rows[2]?.isFirst).toBe(false);
  });

  test("a deleted message stands alone", () => {
    const rows = buildRows([said(1, 0), said(2, 1, author.id, true), said(3, 2)], context);
    expect(rows.map((row) => row.isFirst)).toEqual([true, true, true]);
  });
});

describe("days", () => {
  test("a separator where the day changes in the viewer's zone, and a new group with it", () => {
    const rows = buildRows([said(1, 0), said(2, 9), said(3, 11)], context);
    expect(rows.map((row) => row.day !== undefined)).toEqual([true, false, true]);
    expect(rows[2]?.isFirst).toBe(true);
  });

  test("above the oldest loaded message only when nothing is older, so that history moves no row", () => {
    expect(buildRows([said(1, 0)], { ...context, hasMore: true })[0]?.day).toBeUndefined();
  });
});

describe("the New divider", () => {
  const dividers = (items: TimelineItem[], more: object) =>
    buildRows(items, { ...context, ...more }).map((row) => row.isNew);

  test("stands before the first message of others that was not seen, once", () => {
    expect(dividers([said(1, 0), said(2, 1, me), said(3, 2), said(4, 3)], { dividerN: 1 })).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  test("is nowhere when all was seen or nothing is known", () => {
    expect(dividers([said(1, 0)], { dividerN: 1 })).toEqual([false]);
    expect(dividers([said(1, 0)], {})).toEqual([false]);
  });

  test("is not shown at a place that is not its own: older unread ones are not loaded", () => {
    expect(dividers([said(8, 0), said(9, 1)], { dividerN: 3, hasMore: true })).toEqual([false, false]);
    expect(dividers([said(4, 0), said(5, 1)], { dividerN: 3, hasMore: true })).toEqual([true, false]);
  });
});
