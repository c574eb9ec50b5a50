import type { RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { toLastMessage } from "#protocol/make-preview.ts";
import type { NumberedEvent } from "#protocol/room-event.ts";
import type { ServerFrameOf } from "#protocol/server-frame.ts";
import { theServer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import type { Notice } from "../storage/storage.ts";
import { frameToBatch } from "./batch.ts";
import { Feed } from "./feed.ts";
import { createHints, type Hints, type News } from "./hints.ts";
import type { LiveSession } from "./session.ts";
import { SetMap } from "./set-map.ts";

export type HubOptions = Pick<Context, "clock" | "storage" | "log">;

/** Rooms whose recent events stay in memory though nobody follows them. */
const quietFeedsMax = 1_000;

/** Who is connected to this node, and what of the news each of them gets. */
export class Hub {
  readonly #options: HubOptions;
  readonly #feeds = new Map<RoomId, Feed>();
  readonly #sessions = new Set<LiveSession>();
  readonly #byUser = new SetMap<UserId, LiveSession>();
  readonly #byLogin = new SetMap<string, LiveSession>();
  /** Members who are connected, by room. */
  readonly #watchers = new SetMap<RoomId, LiveSession>();
  readonly #hints: Hints;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#hints = createHints(options.clock, (roomId, batch) => {
      for (const session of this.#watchers.get(roomId)) session.hint(roomId, batch);
    });
  }

  /** Takes what the bus brought. */
  receive(notices: readonly Notice[]): void {
    const rooms = new Map<RoomId, NumberedEvent[]>();
    for (const notice of notices) {
      if (notice.to === "room") {
        const events = rooms.get(notice.roomId);
        if (events) events.push(notice);
        else rooms.set(notice.roomId, [notice]);
      } else if (notice.to === "user") {
        for (const session of this.#byUser.get(notice.userId)) session.takeUserEvent(notice.seq, notice.event);
      } else if (notice.to === "people") {
        this.#receiveLook(notice);
      } else {
        for (const session of this.#byLogin.get(notice.tokenHash)) session.end("sessionEnded");
      }
    }
    for (const [roomId, events] of rooms) this.#receiveRoom(roomId, events);
  }

  feedOf(roomId: RoomId): Feed {
    const known = this.#feeds.get(roomId);
    if (known) return known;
    if (this.#feeds.size >= quietFeedsMax) this.#forgetQuietFeeds();
    const { clock, storage, log } = this.#options;
    const feed = new Feed({
      roomId,
      clock,
      readLog: (since) => storage.readLog({ viewer: theServer, roomId, since, limit: limits.catchUpPageEvents }),
      onFailure: (error) => log.error({ err: error, roomId }, "a gap in a feed could not be read yet"),
    });
    this.#feeds.set(roomId, feed);
    return feed;
  }

  add(session: LiveSession): void {
    this.#sessions.add(session);
    const userId = personOf(session);
    if (userId !== undefined) this.#byUser.add(userId, session);
    if (session.login) this.#byLogin.add(session.login.tokenHash, session);
  }

  remove(session: LiveSession): void {
    this.#sessions.delete(session);
    this.#byUser.deleteValue(session);
    this.#byLogin.deleteValue(session);
    this.#watchers.deleteValue(session);
  }

  /** Hints about these rooms from now on, while they are not subscribed. */
  watch(session: LiveSession, roomIds: readonly RoomId[]): void {
    for (const roomId of roomIds) this.#watchers.add(roomId, session);
  }

  unwatch(session: LiveSession, roomIds: readonly RoomId[]): void {
    for (const roomId of roomIds) this.#watchers.delete(roomId, session);
  }

  /** Tells those who follow the room at this moment what somebody does. */
  pass(roomId: RoomId, frame: ServerFrameOf<"typing">): void {
    this.#feeds.get(roomId)?.pass(frameToBatch(frame), frame.user.id);
  }

  sessions(): ReadonlySet<LiveSession> {
    return this.#sessions;
  }

  countOf(userId: UserId): number {
    return this.#byUser.get(userId).size;
  }

  close(): void {
    this.#hints.close();
    for (const feed of this.#feeds.values()) feed.close();
  }

  #receiveRoom(roomId: RoomId, events: readonly NumberedEvent[]): void {
    this.#feeds.get(roomId)?.append(events);
    if (this.#watchers.get(roomId).size === 0) return;
    const news = toNews(events);
    if (news) this.#hints.mark(roomId, news);
  }

  /** Whoever shares several rooms with that person hears it once. */
  #receiveLook({ roomIds, user }: Extract<Notice, { to: "people" }>): void {
    const sessions = new Set(roomIds.flatMap((roomId) => [...this.#watchers.get(roomId)]));
    if (sessions.size === 0) return;
    const batch = frameToBatch({ t: "user", user });
    for (const session of sessions) session.tell(batch);
  }

  #forgetQuietFeeds(): void {
    for (const [roomId, feed] of this.#feeds) {
      if (feed.isNeeded()) continue;
      feed.close();
      this.#feeds.delete(roomId);
    }
  }
}

/** What the room's members should know who are not looking at it. Of a change to an older message no text is told. */
function toNews(events: readonly NumberedEvent[]): News | undefined {
  let news: News | undefined;
  for (const { seq, event } of events) {
    if (event.type !== "message") continue;
    const { message } = event;
    const isNew = message.seq === seq;
    const n = Math.max(news?.n ?? 0, message.n);
    const isOn = message.mentionsAll !== undefined;
    // Of a changed message nobody knows what it was before, so it says what it is now.
    const toAll =
      isOn || !isNew ? [...(news?.toAll ?? []), { n: message.n, authorId: message.author.id, isOn }] : undefined;
    const what = isNew ? { lastMessage: toLastMessage(message) } : { changedN: message.n };
    news = { ...news, seq, n, ...what, ...(toAll && { toAll }) };
  }
  return news;
}

function personOf({ viewer }: LiveSession): UserId | undefined {
  return viewer.kind === "person" ? viewer.userId : undefined;
}
