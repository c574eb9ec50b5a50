import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import { craftPng } from "../../../test/support/craft-images.ts";
import { makeTemporaryFolder } from "../../../test/support/temporary-folder.ts";
import { createPictures, type PictureOptions } from "./pictures.ts";

const folder = makeTemporaryFolder();
afterAll(() => folder[Symbol.dispose]());
const picture = craftPng(2, 2);

/** Pictures drawn by a program that does this instead. */
function drawnBy(code: string, options: Partial<PictureOptions> = {}) {
  const program = join(folder.path, `program-${code.length}.mjs`);
  writeFileSync(program, code);
  return createPictures({ program, ...options });
}

test.each([
  ["crashes", "process.kill(process.pid, 'SIGSEGV')"],
  ["ends with a fault", "throw new Error('broken')"],
  ["ends with nothing", "process.exit(0)"],
  ["reads nothing and goes", "process.stdin.destroy(); process.exit(3)"],
  [
    "writes without end",
    "for (;;) if (!process.stdout.write('x'.repeat(65536))) await new Promise((r) => process.stdout.once('drain', r))",
  ],
])("A25: a program that %s means a refusal", async (_, code) => {
  await expect(drawnBy(code).renderAvatar(picture)).rejects.toMatchObject({ code: "bad_picture" });
});

test("A25: a program that does not end is ended", async () => {
  const started = performance.now();
  const pictures = drawnBy("setInterval(() => {}, 1_000)", { timeoutMs: 300 });
  await expect(pictures.renderAvatar(picture)).rejects.toMatchObject({ code: "bad_picture" });
  expect(performance.now() - started).toBeLessThan(limits.pictureTimeoutMs / 2);
});

test.runIf(process.platform === "linux")("A25: a program that takes too much memory is ended", async () => {
  const code =
    "const taken = []; for (let at = 0; at < 64; at++) taken.push(Buffer.alloc(16 << 20, 1)); process.stdout.write('big')";
  const bounded = drawnBy(code, { memoryMaxKilobytes: 400_000 });
  await expect(bounded.renderAvatar(picture)).rejects.toMatchObject({ code: "bad_picture" });
  expect(Buffer.from(await drawnBy(code, { memoryMaxKilobytes: 4_000_000 }).renderAvatar(picture)).toString()).toBe(
    "big",
  );
});

test("nothing of the server's environment is there to be found", async () => {
  process.env["PARLEY_CANARY"] = "canary";
  const pictures = drawnBy("process.stdout.write(JSON.stringify(process.env))");
  const seen = Buffer.from(await pictures.renderAvatar(picture)).toString();
  delete process.env["PARLEY_CANARY"];
  expect(seen).not.toContain("canary");
});

test("only so many wait", async () => {
  const pictures = drawnBy("setTimeout(() => process.stdout.write('done'), 50)");
  const asked = Array.from({ length: limits.picturesMaxQueued + 3 }, () => pictures.renderAvatar(picture));
  const refused = (await Promise.allSettled(asked)).filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(2);
  expect(refused[0]).toMatchObject({ reason: { code: "rate_limited" } });
});

test("what is no picture never starts a program", async () => {
  const pictures = drawnBy("process.stdout.write('started')");
  await expect(pictures.renderAvatar(Buffer.from("<svg/>"))).rejects.toMatchObject({ code: "bad_picture" });
});
