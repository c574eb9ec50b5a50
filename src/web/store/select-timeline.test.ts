import { expect, test } from "vitest";
import type { ClientId, RoomId, UserId } from "#protocol/ids.ts";
import { emptyState } from "../client/feed.ts";
import { author, makeMessage } from "../client/fake-room.ts";
import type { AppState, PendingMessage, TimelineItem } from "./contract.ts";
import { initialState } from "./initial-state.ts";
import { selectTimeline } from "./select-timeline.ts";

const roomId = 1 as RoomId;
const me = { ...author, role: "member" as const };
const clientId = "client-id-1" as ClientId;
const pending: PendingMessage = { clientId, roomId, body: "mine", createdAtMs: 0, status: "sending" };

function stateWith(messages: ReturnType<typeof makeMessage>[], outbox: PendingMessage[]): AppState {
  const state = { ...emptyState(roomId, undefined), messages };
  const window = { state, loading: undefined, dividerN: undefined };
  return { ...initialState, me, outbox, windows: new Map([[roomId, window]]) };
}

const keys = (items: readonly TimelineItem[]) => items.map(({ key }) => key);

test("lists what is confirmed, then what is on its way in this room", () => {
  const other = { ...pending, clientId: "client-id-2" as ClientId, roomId: 2 as RoomId };
  const items = selectTimeline(roomId)(stateWith([makeMessage()], [pending, other]));
  expect(items.map(({ kind }) => kind)).toEqual(["message", "pending"]);
});

test("a message that is confirmed and still in the outbox is one line, under the key it had before", () => {
  const select = selectTimeline(roomId);
  const before = select(stateWith([], [pending]));
  const after = select(stateWith([makeMessage({ clientId })], [pending]));
  expect(after).toHaveLength(1);
  expect(after[0]?.kind).toBe("message");
  expect(keys(after)).toEqual(keys(before));
});

test("somebody else's message with my client id is somebody else's message", () => {
  const theirs = makeMessage({ clientId, author: { ...author, id: 8 as UserId } });
  expect(selectTimeline(roomId)(stateWith([theirs], [pending]))).toHaveLength(2);
});

test("answers with the same array until something in it changes", () => {
  const select = selectTimeline(roomId);
  const state = stateWith([makeMessage()], [pending]);
  const items = select(state);
  expect(select({ ...state, drafts: new Map([[roomId, "typing"]]) })).toBe(items);
  expect(select({ ...state, outbox: [] })).not.toBe(items);
});
