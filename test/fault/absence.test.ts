import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { viewerOf } from "../../src/server/auth/viewer.ts";
import { systemClock } from "../../src/server/clock.ts";
import { openStorage } from "../../src/server/storage/open.ts";
import { transports } from "../support/live-transports.ts";
import { type Absences, comeBack, makeAbsences } from "./prove-absences.ts";

/** On both sides of every page, buffer and limit that a catch-up could trip over. */
const sizes = [0, 1, 24, 25, 26, 39, 40, 41, 127, 128, 129, 255, 256, 257, 499, 500, 501, 1_000];
/** Only messages, written straight into the log while the server is down. */
const most = limits.catchUpMaxEvents;
const tooMany = limits.catchUpMaxEvents + 1;

let absences: Absences;

beforeAll(async () => {
  absences = await makeAbsences([...sizes, most, tooMany]);
}, 120_000);

afterAll(() => absences[Symbol.asyncDispose]());

/** Faster than any client could: through the storage itself. */
async function writeWhileDown(size: number): Promise<void> {
  const storage = await openStorage({
    dataDir: absences.parley.dataDir,
    databaseUrl: undefined,
    clock: systemClock,
    onCommit: () => {},
    onFatal: (error) => {
      throw error;
    },
  });
  const author = viewerOf(absences.reader.user);
  const { roomId } = absences.find(size);
  const messages = Array.from({ length: size }, (_, index) =>
    storage.sendMessage({ roomId, author, clientId: `long-${size}-${index}` as ClientId, body: `Number ${index}` }),
  );
  await Promise.all(messages);
  await storage.close();
}

const caughtUp = (size: number) => ({ faults: [], resets: 0, happened: size });

describe.each(transports)("coming back over %s ends in what a fresh client loads", (transport) => {
  test.each(sizes)("after %i changes, from a server that saw them", async (size) => {
    expect(await comeBack(absences, size, transport)).toEqual(caughtUp(size));
  });
});

describe("after a restart, and far longer absences", () => {
  beforeAll(async () => {
    await absences.parley.kill("SIGTERM");
    await writeWhileDown(most);
    await writeWhileDown(tooMany);
    await absences.parley.restart();
  }, 60_000);

  describe.each(transports)("coming back over %s", (transport) => {
    test.each(sizes)("after %i changes", async (size) => {
      expect(await comeBack(absences, size, transport)).toEqual(caughtUp(size));
    });

    test("after as many as a catch-up may carry", async () => {
      expect(await comeBack(absences, most, transport)).toEqual(caughtUp(most));
    });

    test("after one more, told to start afresh", async () => {
      expect(await comeBack(absences, tooMany, transport)).toEqual({ ...caughtUp(tooMany), resets: 1 });
    });
  });
});
