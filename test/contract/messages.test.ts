import { describe, expect, test } from "vitest";
import type { ClientId, MessageId } from "#protocol/ids.ts";
import { guest } from "../../src/server/auth/viewer.ts";
import { databases, openBench } from "./databases.ts";

describe.each(databases)("messages on $kind", (database) => {
  test("are numbered 1, 2, 3 … in the order in which they were sent", async () => {
    await using bench = await openBench(database);
    const { viewer } = await bench.person("ann");
    const { id, seq } = await bench.room(viewer);
    const sent = await Promise.all(Array.from({ length: 300 }, (_, i) => bench.send(viewer, id, `message ${i}`)));
    expect(sent.map(({ message }) => message.seq)).toEqual(sent.map((_, i) => seq + 1 + i));
    expect(sent.map(({ message }) => message.n)).toEqual(sent.map((_, i) => i + 1));
    const page = await bench.storage.listMessages({ viewer, room: String(id), limit: 100 });
    expect(page.messages.map((message) => message.body)).toEqual(
      Array.from({ length: 100 }, (_, i) => `message ${i + 200}`),
    );
  });

  test("share rooms without a hole or a double, from two storages at once", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const rooms = await Promise.all([bench.room(ann.viewer), bench.room(ann.viewer), bench.room(ann.viewer)]);
    const second = database.kind === "postgres" ? await bench.openAnother() : bench.storage;
    const sends = Array.from({ length: 400 }, (_, i) => {
      const roomId = rooms[i % 3]?.id ?? rooms[0].id;
      const storage = i % 2 ? bench.storage : second;
      return storage.sendMessage({ author: ann.viewer, roomId, clientId: `client-${i}` as ClientId, body: `${i}` });
    });
    const sent = await Promise.all(sends);
    for (const room of rooms) {
      const numbers = sent.flatMap(({ message }) => (message.roomId === room.id ? [message.seq] : []));
      expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, i) => room.seq + 1 + i));
      const after = await bench.storage.getRoom({ viewer: ann.viewer, room: String(room.id) });
      expect(after.seq).toBe(room.seq + numbers.length);
      expect(after.n).toBe(numbers.length);
    }
  });

  test("sent again with the same clientId answer with the first, for ever", async () => {
    await using bench = await openBench(database);
    const { viewer } = await bench.person("ann");
    const { id } = await bench.room(viewer);
    const [first, ...repeats] = await Promise.all(
      Array.from({ length: 20 }, () => bench.send(viewer, id, "once", "the-same-id")),
    );
    expect(first?.isNew).toBe(true);
    expect(repeats.map(({ isNew, message }) => ({ isNew, message }))).toEqual(
      repeats.map(() => ({ isNew: false, message: first?.message })),
    );
    const later = await bench.openAnother();
    const again = await later.sendMessage({
      author: viewer,
      roomId: id,
      body: "once",
      clientId: "the-same-id" as ClientId,
    });
    expect(again).toEqual({ isNew: false, message: first?.message });
    expect((await later.listMessages({ viewer, room: String(id), limit: 10 })).messages).toHaveLength(1);
  });

  test("with a used clientId and another body or room are refused; another author's id is no matter", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const bob = await bench.person("bob");
    const room = await bench.room(ann.viewer);
    const other = await bench.room(ann.viewer);
    await bench.storage.addMembers({ viewer: bob.viewer, room: room.slug, userIds: [bob.user.id] });
    await bench.send(ann.viewer, room.id, "hello", "id-of-ann");
    await expect(bench.send(ann.viewer, room.id, "other", "id-of-ann")).rejects.toMatchObject({
      code: "client_id_reused",
    });
    await expect(bench.send(ann.viewer, other.id, "hello", "id-of-ann")).rejects.toMatchObject({
      code: "client_id_reused",
    });
    expect((await bench.send(bob.viewer, room.id, "mine", "id-of-ann")).isNew).toBe(true);
  });

  test("refused in a crowd leave no hole behind", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const bob = await bench.person("bob");
    const room = await bench.room(ann.viewer, { kind: "private" });
    const outcomes = await Promise.allSettled([
      bench.send(ann.viewer, room.id, "1"),
      bench.send(bob.viewer, room.id, "not a member"),
      bench.send(guest, room.id, "a guest"),
      bench.send(ann.viewer, 999_999 as typeof room.id, "no such room"),
      bench.send(ann.viewer, room.id, "2"),
    ]);
    const codes = outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "sent"));
    expect(codes).toEqual(["sent", "not_found", "not_found", "not_found", "sent"]);
    const { messages } = await bench.storage.listMessages({ viewer: ann.viewer, room: room.slug, limit: 10 });
    expect(messages.map(({ seq, body }) => ({ seq, body }))).toEqual([
      { seq: room.seq + 1, body: "1" },
      { seq: room.seq + 2, body: "2" },
    ]);
  });

  test("keep every character byte for byte", async () => {
    await using bench = await openBench(database);
    const { viewer } = await bench.person("ann");
    const { id } = await bench.room(viewer);
    const bodies = [
      "  leading and trailing  ",
      "tab\tnew\r\nline\u0085\u2028\u2029",
      "é and e\u0301, ﬁ, Å and \u212b",
      "👩‍👩‍👧‍👦 🏳️‍🌈 \u{10ffff}\u{1f3fb}",
      "\u202eright to left\u202c عربى עברית",
      "\u0001\u001f\u007f\ufffe\uffff\ufeff",
      String.raw`'"\%_;--$1?:name{}[]`,
      "a".repeat(4_000),
      "𝕏".repeat(4_000),
    ];
    for (const body of bodies) await bench.send(viewer, id, body);
    const { messages } = await bench.storage.listMessages({ viewer, room: String(id), limit: 100 });
    expect(messages.map((message) => message.body)).toEqual(bodies);
  });

  test("are paged before, after and around, without seam", async () => {
    await using bench = await openBench(database);
    const { viewer } = await bench.person("ann");
    const room = await bench.room(viewer);
    for (let i = 1; i <= 10; i++) await bench.send(viewer, room.id, `${i}`);
    const list = async (query: { before?: number; after?: number; around?: number; limit: number }) => {
      const page = await bench.storage.listMessages({ viewer, room: room.slug, ...query });
      return { bodies: page.messages.map((message) => message.body).join(" "), more: page.hasMore };
    };
    const at = (n: number) => room.seq + n;
    expect(await list({ limit: 3 })).toEqual({ bodies: "8 9 10", more: true });
    expect(await list({ limit: 10 })).toEqual({ bodies: "1 2 3 4 5 6 7 8 9 10", more: false });
    expect(await list({ before: at(4), limit: 10 })).toEqual({ bodies: "1 2 3", more: false });
    expect(await list({ after: at(4), limit: 3 })).toEqual({ bodies: "5 6 7", more: true });
    expect(await list({ after: at(10), limit: 3 })).toEqual({ bodies: "", more: false });
    expect(await list({ around: at(5), limit: 4 })).toEqual({ bodies: "4 5 6 7", more: true });
  });

  test("are changed by their author only; moderators may delete; every change takes a number", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const bob = await bench.person("bob");
    const room = await bench.room(ann.viewer);
    await bench.storage.addMembers({ viewer: bob.viewer, room: room.slug, userIds: [bob.user.id] });
    const { message } = await bench.send(bob.viewer, room.id, "befor");
    const edit = { messageId: message.id, body: "before" };
    await expect(bench.storage.editMessage({ viewer: ann.viewer, ...edit })).rejects.toMatchObject({
      code: "forbidden",
    });
    const edited = await bench.storage.editMessage({ viewer: bob.viewer, ...edit });
    expect(edited).toMatchObject({ body: "before", seq: message.seq, rev: message.seq + 1 });
    expect(edited.editedAt).toBeDefined();
    const deleted = await bench.storage.deleteMessage({ viewer: ann.viewer, messageId: message.id });
    expect(deleted).toMatchObject({ body: "", rev: message.seq + 2 });
    const twice = await bench.storage.deleteMessage({ viewer: ann.viewer, messageId: message.id });
    expect(twice.rev).toBe(deleted.rev);
    await expect(bench.storage.editMessage({ viewer: bob.viewer, ...edit })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      bench.storage.deleteMessage({ viewer: ann.viewer, messageId: 999_999 as MessageId }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("that were edited still answer their clientId", async () => {
    await using bench = await openBench(database);
    const { viewer } = await bench.person("ann");
    const room = await bench.room(viewer);
    const { message } = await bench.send(viewer, room.id, "first text", "kept-for-ever");
    await bench.storage.editMessage({ viewer, messageId: message.id, body: "second text" });
    const again = await bench.send(viewer, room.id, "first text", "kept-for-ever");
    expect(again).toMatchObject({ isNew: false, message: { id: message.id, body: "second text" } });
  });

  test("answer only messages of their own room", async () => {
    await using bench = await openBench(database);
    const { viewer } = await bench.person("ann");
    const [here, there] = [await bench.room(viewer), await bench.room(viewer)];
    const { message } = await bench.send(viewer, here.id, "question");
    const answer = (roomId: typeof here.id, clientId: string, replyTo: MessageId) =>
      bench.storage.sendMessage({ author: viewer, roomId, clientId: clientId as ClientId, body: "answer", replyTo });
    expect((await answer(here.id, "answer-1", message.id)).message.replyTo).toBe(message.id);
    await expect(answer(there.id, "answer-2", message.id)).rejects.toMatchObject({ code: "invalid" });
    await expect(answer(here.id, "answer-3", 999_999 as MessageId)).rejects.toMatchObject({ code: "invalid" });
  });
});
