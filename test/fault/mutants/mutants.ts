import type { Mutant } from "./mutant.ts";

const storage = "src/server/storage";
const gateway = "src/server/gateway";

/** Every broken build that a proof must find. */
export const mutants = {
  "ack-before-commit": {
    breaks: "callers are answered before the transaction is committed",
    edits: [
      {
        file: `${storage}/lane.ts`,
        find: "async function attempt({ db, dialect, epoch, mode }: LaneOptions,",
        replace: "async function attempt({ db, dialect, epoch, mode, onCommitted }: LaneOptions,",
      },
      {
        file: `${storage}/lane.ts`,
        find: `await sql.raw("commit").execute(connection);`,
        replace: `const isEarly = calls.every(({ name }) => name === "sendMessage");
          if (isEarly) onCommitted({ type: "committed", replies: replies.splice(0), notices: notices.splice(0) });
          if (isEarly) await new Promise((resolve) => setTimeout(resolve, 20));
          await sql.raw("commit").execute(connection);`,
      },
    ],
  },
  "synchronous-normal": {
    breaks: "SQLite flushes at checkpoints only",
    edits: [
      {
        file: `${storage}/sqlite.ts`,
        find: `file.pragma("synchronous = FULL");`,
        replace: `file.pragma("synchronous = NORMAL");`,
      },
      { file: `${storage}/sqlite.ts`, find: ` || synchronous !== 2`, replace: "" },
    ],
  },
  "no-once": {
    breaks: "a client id is neither looked up nor unique",
    edits: [
      {
        file: `${storage}/operations/send-messages.ts`,
        find: "const earlier = sent.get(wish.key);",
        replace: "const earlier = undefined;",
      },
      {
        file: `${storage}/migrations/0001-foundation.ts`,
        find: `unique (room_id, seq),
      unique (author_id, client_id)`,
        replace: "unique (room_id, seq)",
      },
    ],
  },
  "once-until-restart": {
    breaks: "a client id is remembered only as long as the process lives",
    edits: [
      {
        file: `${storage}/operations/send-messages.ts`,
        find: "const sent = await readSent(tx, wishes);",
        replace: `const sent = new Map(
          [...(await readSent(tx, wishes))].filter(([, row]) => row.created_at >= performance.timeOrigin),
        );`,
      },
      {
        file: `${storage}/migrations/0001-foundation.ts`,
        find: `unique (room_id, seq),
      unique (author_id, client_id)`,
        replace: "unique (room_id, seq)",
      },
    ],
  },
  "live-only-resume": {
    breaks: "a reader who comes back gets only what comes from then on",
    edits: [
      {
        file: `${gateway}/subscription.ts`,
        find: "this.seq = options.since?.seq ?? theEnd;",
        replace: "this.seq = theEnd;",
      },
    ],
  },
  "timestamp-cursor": {
    breaks: "catching up goes by the time of sending, not by number",
    edits: [
      {
        file: `${storage}/operations/read-log.ts`,
        find: `const rows = await selectMessages(tx)
    .where("room_id", "=", room.id)
    .where("rev", ">", since)`,
        replace: `const rows = await selectMessages(tx)
    .where("room_id", "=", room.id)
    .where("messages.created_at", ">", (eb) =>
      eb.selectFrom("messages as earlier")
        .select(eb.fn.coalesce(eb.fn.max("earlier.created_at"), eb.lit(0)).as("at"))
        .where("earlier.room_id", "=", room.id)
        .where("earlier.seq", "<=", since),
    )`,
      },
    ],
  },
  "catch-up-of-40": {
    breaks: "a catch-up ends after 40 events and calls it level",
    edits: [
      {
        file: `${gateway}/subscription.ts`,
        find: "const page = await storage.readLog({ viewer, roomId, since: this.seq, limit: limits.catchUpPageEvents });",
        replace:
          "const page = { ...(await storage.readLog({ viewer, roomId, since: this.seq, limit: 40 })), isLevel: true };",
      },
    ],
  },
  "no-cutover": {
    breaks: "a reader goes live after reading the log, whatever came meanwhile",
    edits: [
      {
        file: `${gateway}/feed.ts`,
        find: "const missing = this.#recent.after(follower.seq);",
        replace: "const missing = [];",
      },
    ],
  },
  "epoch-ignored": {
    breaks: "a position of another epoch is taken for one of this",
    edits: [
      {
        file: `${gateway}/subscription.ts`,
        find: "if (since && since.epoch !== storage.epoch) return",
        replace: "if (false) return",
      },
    ],
  },
  "edit-not-logged": {
    breaks: "an edit changes the row and takes no number",
    edits: [
      {
        file: `${storage}/operations/messages.ts`,
        find: "return await rewrite(tx, message, { body, edited_at: tx.now });",
        replace: `await tx.db.updateTable("messages").set({ body, edited_at: tx.now }).where("id", "=", message.id).execute();
          return toMessage({ ...message, body, edited_at: tx.now });`,
      },
    ],
  },
  "leave-not-logged": {
    breaks: "who leaves takes no number of the room's log",
    edits: [
      {
        file: `${storage}/operations/membership.ts`,
        find: "const left = { left_at: tx.now, rev: changed.seq };",
        replace: "const left = { left_at: tx.now };",
      },
    ],
  },
  "read-without-lock": {
    breaks: "a message is read before its room is locked",
    edits: [{ file: `${storage}/operations/messages.ts`, find: "await lockRoom(tx, home.room_id);", replace: "" }],
  },
  "removal-leaves-feeds-open": {
    breaks: "permission is asked at subscribing only",
    edits: [
      {
        file: `${gateway}/feed.ts`,
        find: `if (!concernsRights(event, follower)) continue;`,
        replace: "continue;",
      },
    ],
  },
  "logout-leaves-connections-open": {
    breaks: "the end of a session does not end its connections",
    edits: [
      {
        file: `${gateway}/hub.ts`,
        find: `for (const session of this.#byLogin.get(notice.tokenHash)) session.end("sessionEnded");`,
        replace: "",
      },
    ],
  },
  "silent-until-hello": {
    breaks: "a connection is known only once it has said hello",
    edits: [
      { file: `${gateway}/session.ts`, find: "options.hub.add(this);", replace: "" },
      {
        file: `${gateway}/session.ts`,
        find: `this.#state = { kind: "greeting", waiting };`,
        replace: `this.#state = { kind: "greeting", waiting };
    hub.add(this);`,
      },
    ],
  },
  "limit-on-http-only": {
    breaks: "the limit on messages does not hold on the socket",
    edits: [
      {
        file: `${gateway}/dispatch.ts`,
        find: "await sendMessage(context, session.viewer,",
        replace: "await sendMessage({ ...context, rateLimiter: { use: async () => {} } }, session.viewer,",
      },
    ],
  },
  "drain-at-once": {
    breaks: "SIGTERM ends the process where it stands",
    edits: [{ file: "src/cli/serve.ts", find: "if (isStopping) process.exit(1);", replace: "process.exit(0);" }],
  },
} as const satisfies Record<string, Mutant>;

export type MutantName = keyof typeof mutants;
