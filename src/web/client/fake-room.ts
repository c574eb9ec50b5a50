import type { Epoch, MessageId, RoomId, UserId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import { applyEvent, type RoomState } from "#protocol/room-state.ts";
import type { Position, Room } from "#protocol/room.ts";
import type { ServerFrame, ServerFrameOf } from "#protocol/server-frame.ts";
import { emptyState } from "./feed.ts";

export const author = { id: 7 as UserId, username: "ana", displayName: "Ana" };

export function makeRoom(changes: Partial<Room> = {}): Room {
  const id = 1 as RoomId;
  const createdAt = "2026-01-01T00:00:00Z";
  const name = { slug: "lobby", name: "Lobby", topic: "", kind: "public", readableBy: "members" } as const;
  return { id, ...name, indexable: false, seq: 0, rev: 0, n: 0, memberCount: 1, createdAt, ...changes };
}

export function makeMessage(changes: Partial<Message> = {}): Message {
  const base = { id: 1 as MessageId, roomId: 1 as RoomId, seq: 1, rev: 1, n: 1, author, body: "", createdAt: "" };
  return { ...base, reactions: [], files: [], mentions: [], ...changes };
}

/** A room's log as the server keeps it, state-based: a change replaces the number of the row that it changes. */
export class FakeRoom {
  readonly roomId: RoomId;
  epoch = "e1" as Epoch;
  readonly messages: Message[] = [];
  seq = 0;

  constructor(roomId = 1) {
    this.roomId = roomId as RoomId;
  }

  get position(): Position {
    return { epoch: this.epoch, seq: this.seq };
  }

  post(body = `message ${this.messages.length + 1}`): ServerFrameOf<"event"> {
    this.seq += 1;
    const n = this.messages.length + 1;
    this.messages.push(makeMessage({ id: n as MessageId, roomId: this.roomId, seq: this.seq, rev: this.seq, n, body }));
    return this.#eventOf(this.messages.length - 1);
  }

  edit(index: number): ServerFrameOf<"event"> | undefined {
    const message = this.messages[index];
    if (!message) return undefined;
    this.seq += 1;
    this.messages[index] = { ...message, rev: this.seq, body: `${message.body}, edited at ${this.seq}` };
    return this.#eventOf(index);
  }

  /** What a reader from `since` is sent, `level` included. */
  readFrom(since: Position, ref?: string): ServerFrame[] {
    const { roomId } = this;
    if (since.epoch !== this.epoch) return [{ t: "reset", roomId, reason: "epoch_changed" }];
    const indexes = this.messages.map((_, index) => index).filter((index) => this.#revOf(index) > since.seq);
    let after = since.seq;
    const events = indexes
      .sort((a, b) => this.#revOf(a) - this.#revOf(b))
      .map((index) => {
        const event = { ...this.#eventOf(index), after };
        after = event.seq;
        return event;
      });
    return [...events, { t: "level", roomId, seq: this.seq, ...(ref !== undefined && { ref }) }];
  }

  /** What a client that starts now would hold. */
  loadFresh(limit = 25): RoomState {
    const messages = this.messages.slice(-limit);
    const hasMore = messages.length < this.messages.length;
    return { ...emptyState(this.roomId, makeRoom({ id: this.roomId })), ...this.position, messages, hasMore };
  }

  #eventOf(index: number): ServerFrameOf<"event"> {
    const message = this.messages[index] ?? makeMessage();
    return { t: "event", roomId: this.roomId, seq: message.rev, event: { type: "message", message } };
  }

  #revOf(index: number): number {
    return this.messages[index]?.rev ?? 0;
  }
}

/** Applies frames as the simplest possible reader would, for comparison. */
export function replay(state: RoomState, frames: readonly ServerFrame[]): RoomState {
  return frames.reduce((before, frame) => (frame.t === "event" ? applyEvent(before, frame) : before), state);
}
