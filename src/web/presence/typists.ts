import type { RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import type { User } from "#protocol/user.ts";
import type { Clock, Scheduled } from "../platform/clock.ts";

export interface TypistsOptions {
  readonly clock: Clock;
  publish(typing: ReadonlyMap<RoomId, readonly User[]>): void;
}

interface Typist {
  readonly user: User;
  readonly end: Scheduled;
}

/** Who types where, until their message comes or they have not said so for a while. */
export class Typists {
  readonly #options: TypistsOptions;
  readonly #rooms = new Map<RoomId, Map<UserId, Typist>>();

  constructor(options: TypistsOptions) {
    this.#options = options;
  }

  onFrame(frame: ServerFrame): void {
    if (frame.t === "typing") this.#add(frame.roomId, frame.user);
    if (frame.t === "event" && frame.event.type === "message" && frame.event.message.seq === frame.seq)
      this.#remove(frame.roomId, frame.event.message.author.id);
  }

  #add(roomId: RoomId, user: User): void {
    const room = this.#rooms.get(roomId) ?? new Map<UserId, Typist>();
    room.get(user.id)?.end.cancel();
    const end = this.#options.clock.schedule(() => this.#remove(roomId, user.id), limits.typingLastsMs);
    const isNew = !room.has(user.id);
    this.#rooms.set(roomId, room.set(user.id, { user, end }));
    if (isNew) this.#publish();
  }

  #remove(roomId: RoomId, userId: UserId): void {
    const room = this.#rooms.get(roomId);
    const typist = room?.get(userId);
    if (!room || !typist) return;
    typist.end.cancel();
    room.delete(userId);
    if (room.size === 0) this.#rooms.delete(roomId);
    this.#publish();
  }

  #publish(): void {
    const typing = [...this.#rooms].map(([id, room]) => [id, [...room.values()].map(({ user }) => user)] as const);
    this.#options.publish(new Map(typing));
  }
}
