import type { ClientId, MessageId, RoomId, UserId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self, User } from "#protocol/user.ts";
import type { PendingMessage, TimelineItem } from "../../store/contract.ts";

const person = (id: number, username: string, displayName: string): User => ({
  id: id as UserId,
  username,
  displayName,
});

const rosa = person(2, "rosa", "Rosa Lindqvist");
const tariq = person(3, "tariq", "Tariq Benali");
const long = person(4, "bartholomew", "Bartholomew Featherstonehaugh-Cholmondeley of the Long Names");
const hebrew = person(5, "noa", "נועה כהן");

export const me: Self = { ...person(1, "ana", "Ana Núñez"), role: "admin" };
export const people = [me, rosa, tariq, long, hebrew, ...[6, 7, 8].map((id) => person(id, `p${id}`, `Person ${id}`))];

export function room(id: number, name: string, changes: Partial<RoomForMe> = {}): RoomForMe {
  return {
    id: id as RoomId,
    slug: name.toLowerCase().replaceAll(" ", "-"),
    name,
    topic: "",
    kind: "public",
    readableBy: "members",
    indexable: false,
    seq: 9,
    rev: 1,
    n: 9,
    memberCount: 24,
    createdAt: "2026-11-01T00:00:00Z",
    membership: { role: "member", joinedAt: "2026-11-01T00:00:00Z", readN: 9 },
    ...changes,
  };
}

const { membership: _membership, ...stranger } = room(0, "x");
export const launchWeek = room(2, "launch-week", { topic: "Everything for 1.0, Thursday 10:00." });
export const rooms: readonly RoomForMe[] = [
  room(1, "lobby", { readableBy: "everyone" }),
  launchWeek,
  room(3, "engineering", { n: 11 }),
  room(4, "design-reviews", { n: 400 }),
  room(5, "leads", { kind: "private" }),
  room(6, "a room whose name goes on and on without an end in sight"),
];
export const crowd = [
  ...rooms,
  ...Array.from({ length: 40 }, (_, at) => room(10 + at, `project ${at}`, { n: 9 + (at % 3) })),
];
export const open: readonly RoomForMe[] = [
  { ...stranger, id: 90 as RoomId, name: "book-club", slug: "book-club", topic: "Once a month, with cake." },
  { ...stranger, id: 91 as RoomId, name: "news", slug: "news", readableBy: "everyone", n: 0, memberCount: 1 },
];

let n = 0;

function said(author: User, minutes: number, body: string, changes: Partial<Message> = {}): TimelineItem {
  n++;
  const createdAt = new Date(Date.UTC(2026, 10, 18, 23, 40 + minutes)).toISOString();
  const id = n as MessageId;
  const message: Message = {
    id,
    roomId: 2 as RoomId,
    seq: n,
    rev: n,
    n,
    author,
    body,
    createdAt,
    reactions: [],
    files: [],
    mentions: [],
    ...changes,
  };
  return { kind: "message", key: `m${n}`, message };
}

function onItsWay(body: string, status: PendingMessage["status"]): TimelineItem {
  const clientId = `client-${status}` as ClientId;
  const createdAtMs = Date.UTC(2026, 10, 19, 0, 30);
  const error = { code: "forbidden", message: "You may not do that." } as const;
  const base = { clientId, roomId: 2 as RoomId, body, createdAtMs };
  return {
    kind: "pending",
    key: clientId,
    pending: status === "failed" ? { ...base, status, error } : { ...base, status },
  };
}

export const conversation: readonly TimelineItem[] = [
  said(rosa, 0, "4.2 million messages moved in **6 min 40 s**. Counts match *per room*, ~~nearly~~ exactly."),
  said(rosa, 1, "- dump: 0\n- copy: all the time\n  1. read\n  2. write\n- switch: `1.8 s`"),
  said(
    tariq,
    8,
    "The hook:\n```ts\nexport async function drain(hub: Hub, { spreadMs }: DrainOptions): Promise<void> {\n  hub.refuseNew('draining');\n}\n```",
  ),
  said(me, 21, "> The hook\n\nLovely: https://status.example.org/launch and [the old one](https://old.example.org/x)", {
    editedAt: "2026-11-19T00:05:00Z",
  }),
  said(me, 22, "Second line of mine."),
  said(tariq, 30, "", { deletedAt: "2026-11-19T00:11:00Z" }),
  said(long, 31, `${"Averyveryverylongwordwithoutanyspace".repeat(8)} and then some.`),
  said(hebrew, 33, "שלום לכולם, mixed with English and `code`."),
  said(rosa, 40, "<script>alert(1)</script> [bank](https://evil.example) javascript:alert(1)"),
  onItsWay("On its way.", "sending"),
  onItsWay("This one was refused.", "failed"),
];
