import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import type { Self } from "#protocol/user.ts";
import { craftPng, drawHalves, listWebpChunks, takePhoto } from "../support/craft-images.ts";
import { exchange, type Exchange } from "../support/exchange.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { type Person, registerPerson } from "../support/people.ts";
import { seededRandom } from "../support/seeded-random.ts";

let opened: OpenedApp;
let ann: Person;

beforeAll(async () => {
  opened = await openApp();
  ann = await registerPerson(opened.url);
});
afterAll(() => opened[Symbol.asyncDispose]());

const put = (body: Uint8Array, type = "image/png", person = ann) =>
  exchange(opened.url, "PUT /api/v1/me/avatar", { body, headers: { ...person.headers, "content-type": type } });

async function fetchPicture(path: string, headers: Readonly<Record<string, string>> = ann.headers) {
  const response = await fetch(opened.url + path, { headers });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

function avatarIn({ json }: Exchange): string {
  return (json?.["user"] as Self | undefined)?.avatar ?? "";
}

/** The picture that is served after this one was sent. */
async function sendAndFetch(body: Uint8Array, type?: string): Promise<Buffer> {
  const answer = await put(body, type, await registerPerson(opened.url));
  expect(answer.status).toBe(200);
  return (await fetchPicture(avatarIn(answer))).bytes;
}

async function pixel(picture: Buffer, left: number, top: number): Promise<string> {
  const area = { left, top, width: 1, height: 1 };
  const [red = 0, green = 0, blue = 0] = await sharp(picture).extract(area).removeAlpha().raw().toBuffer();
  return red > 200 && green < 60 && blue < 60 ? "red" : blue > 200 && red < 60 && green < 60 ? "blue" : "other";
}

describe("a picture", () => {
  test.each(["png", "jpeg", "webp", "gif", "avif"] as const)("as %s becomes a square WebP", async (format) => {
    const sent = await drawHalves(900, 500).toFormat(format).toBuffer();
    const picture = await sendAndFetch(sent, `image/${format}`);
    expect(await sharp(picture).metadata()).toMatchObject({ format: "webp", width: 256, height: 256 });
    expect([await pixel(picture, 20, 128), await pixel(picture, 236, 128)]).toEqual(["red", "blue"]);
  });

  test("stands in my view of myself and in others' of me, is kept for ever by browsers, and goes when I say so", async () => {
    const answer = await put(await drawHalves().png().toBuffer());
    const avatar = avatarIn(answer);
    expect(avatar).toMatch(/^\/avatars\/[\w-]{32}$/);
    const { response } = await fetchPicture(avatar);
    expect(response.headers.get("content-type")).toBe("image/webp");
    expect(response.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const ben = await registerPerson(opened.url);
    expect((await ben.call("getUser", { params: { id: ann.user.id } })).user.avatar).toBe(avatar);
    expect((await ann.call("removeAvatar", {})).user).not.toHaveProperty("avatar");
    expect((await fetchPicture(avatar)).response.status).toBe(404);
  });

  test("comes by a form, too", async () => {
    const form = new FormData();
    form.set("avatar", new File([new Uint8Array(await drawHalves().png().toBuffer())], "../../me.html"));
    const answer = await fetch(`${opened.url}/api/v1/me/avatar`, { method: "PUT", body: form, headers: ann.headers });
    expect(answer.status).toBe(200);
    const empty = await fetch(`${opened.url}/api/v1/me/avatar`, {
      method: "PUT",
      body: new FormData(),
      headers: ann.headers,
    });
    expect([400, 422]).toContain(empty.status);
  });

  test("A15: needs a session to be seen, whether or not there is one", async () => {
    const answer = await put(await drawHalves().png().toBuffer());
    const there = await fetchPicture(avatarIn(answer), {});
    const nowhere = await fetchPicture(`/avatars/${"A".repeat(32)}`, {});
    expect([there.response.status, nowhere.response.status]).toEqual([401, 401]);
    expect(there.bytes).toEqual(nowhere.bytes);
    for (const path of [`/avatars/${"A".repeat(32)}`, "/avatars/..%2f..%2fdata", "/avatars/x"]) {
      expect((await fetchPicture(path)).response.status).toBe(404);
    }
  });
});

describe("A36: what a camera wrote into a picture is gone, and it is upright", () => {
  test.each(["jpeg", "png", "webp", "avif"] as const)("from %s", async (format) => {
    const photo = await takePhoto(format);
    expect(await sharp(photo).metadata()).toMatchObject({ exif: expect.any(Buffer), xmp: expect.any(Buffer) });
    const picture = await sendAndFetch(photo);
    expect(listWebpChunks(picture).filter((name) => !["VP8", "VP8L", "VP8X", "ALPH"].includes(name))).toEqual([]);
    expect(picture.toString("latin1")).not.toMatch(/canary|exif|GPS/i);
    const { exif, xmp, icc, iptc, orientation } = await sharp(picture).metadata();
    expect({ exif, xmp, icc, iptc, orientation }).toEqual({});
    // AVIF turns by a property of its own, which this photo does not have.
    const turned = format === "avif" ? undefined : [await pixel(picture, 128, 20), await pixel(picture, 128, 236)];
    expect(turned ?? ["red", "blue"]).toEqual(["red", "blue"]);
  });
});

describe("A24, A25: what is no picture, or made to harm, is refused and harms nobody", () => {
  const text = (body: string) => Buffer.from(body);

  test("by what it holds, whatever it is called", async () => {
    const tiff = await drawHalves().tiff().toBuffer();
    const bad: [string, Buffer][] = [
      ["svg", text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')],
      ["html", text("<!doctype html><script>alert(1)</script>")],
      ["tiff", tiff],
      ["psd", Buffer.concat([text("8BPS\0\u0001"), Buffer.alloc(500)])],
      ["pdf", text("%PDF-1.7\n1 0 obj<<>>endobj")],
      ["a GIF's beginning", text("GIF89a/*<svg/onload=alert(1)>*/=1;")],
      ["a WebP's beginning", text("RIFF\u0010\0\0\0WEBPVP8 ")],
      ["an AVIF's beginning", Buffer.concat([Buffer.from([0, 0, 0, 24]), text("ftypavif"), Buffer.alloc(300)])],
      ["half a JPEG", (await takePhoto("jpeg")).subarray(0, 700)],
      ["nothing", Buffer.alloc(0)],
    ];
    for (const [name, body] of bad) {
      const { status, json } = await put(body, "image/png", await registerPerson(opened.url));
      expect(`${name}: ${status} ${json?.error?.code}`).toBe(`${name}: 422 bad_picture`);
    }
  });

  test("by its size, before it is unpacked", async () => {
    const started = performance.now();
    const sizes = [
      [30_000, 30_000],
      [0x7fff_ffff, 0x7fff_ffff],
      [40_000_001, 1],
      [6_400, 6_251],
    ] as const;
    for (const [width, height] of sizes) {
      const { status, json } = await put(craftPng(width, height));
      expect({ width, status, code: json?.error?.code }).toEqual({ width, status: 422, code: "bad_picture" });
    }
    expect(performance.now() - started).toBeLessThan(limits.pictureTimeoutMs);
    const most = await sharp({ create: { width: 8_000, height: 5_000, channels: 3, background: "#888" } })
      .png()
      .toBuffer();
    expect((await put(most)).status).toBe(200);
  });

  test("by its bytes, and by how many come", async () => {
    const { status, json } = await put(Buffer.alloc(limits.avatarMaxBytes + 1));
    expect({ status, code: json?.error?.code }).toEqual({ status: 413, code: "too_large" });
    const other = await put(Buffer.from("{}"), "application/json");
    expect(other.status).toBe(415);
    const person = await registerPerson(opened.url);
    const refused = Array.from({ length: limits.avatarsMaxPerUser.count + 1 }, () =>
      put(Buffer.from("x"), "image/png", person),
    );
    const statuses = (await Promise.all(refused)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(limits.avatarsMaxPerUser.count);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  test("mutations of good pictures end as a picture or a refusal; the server lives and keeps its pid", async () => {
    const random = seededRandom(Number(process.env["SEED"] ?? 7));
    const [first, ...rest] = await Promise.all((["jpeg", "png", "webp", "avif"] as const).map(takePhoto));
    if (!first) throw new Error("no picture was taken");
    const rounds = Number(process.env["MUTATIONS"] ?? 32);
    const outcomes = new Map<number, number>();
    for (let round = 0; round < rounds; round++) {
      const bytes = Buffer.from(random.pick([first, ...rest]));
      for (let flips = random.between(1, 24); flips > 0; flips--) {
        bytes[random.between(0, bytes.length - 1)] = random.between(0, 255);
      }
      const person = round % 20 === 0 ? (ann = await registerPerson(opened.url)) : ann;
      const { status } = await put(bytes, "image/png", person);
      outcomes.set(status, (outcomes.get(status) ?? 0) + 1);
    }
    expect([...outcomes.keys()].filter((status) => status !== 200 && status !== 422)).toEqual([]);
    expect((await ann.call("getMe", {})).user.username).toBe(ann.username);
  });
});
