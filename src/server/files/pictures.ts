import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { fileURLToPath } from "node:url";
import { fileTypeFromBuffer } from "file-type";
import { ParleyError } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import { createLane } from "../auth/lane.ts";

/** Turns what people send into pictures that can be shown to others. */
export interface Pictures {
  /**
   * A square of 256 × 256 pixels as WebP, upright, with nothing in it but the pixels.
   * @throws ParleyError bad_picture for what is none or is made to harm, rate_limited when too many wait
   */
  renderAvatar(bytes: Uint8Array): Promise<Uint8Array>;
}

/** By what the bytes say, whatever the sender calls them. SVG is none: it can hold scripts. */
const allowedTypes = new Set(["image/png", "image/apng", "image/jpeg", "image/webp", "image/gif", "image/avif"]);

export interface PictureOptions {
  /** Reads a picture and writes another; replaced in tests of what it may do. */
  readonly program: string;
  readonly timeoutMs: number;
  readonly memoryMaxKilobytes: number;
}

const usual: PictureOptions = {
  program: fileURLToPath(new URL("./render-picture.ts", import.meta.url)),
  timeoutMs: limits.pictureTimeoutMs,
  // More than any picture within the limits needs.
  memoryMaxKilobytes: 1_048_576,
};
const resultMaxBytes = 256 * 1_024;

/** Each picture is drawn in a process of its own, one at a time: what breaks there, or grows, takes nobody along. */
export function createPictures(given: Partial<PictureOptions> = {}): Pictures {
  const options = { ...usual, ...given };
  const lane = createLane({ width: 1, maxQueued: limits.picturesMaxQueued });
  return {
    async renderAvatar(bytes) {
      const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
      if (!type || !allowedTypes.has(type.mime)) throw new ParleyError("bad_picture");
      return await lane.run(() => render(bytes, options));
    },
  };
}

async function render(bytes: Uint8Array, options: PictureOptions): Promise<Uint8Array> {
  const child = startProgram(options);
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const refuse = () => reject(new ParleyError("bad_picture"));
  const timer = setTimeout(() => child.kill("SIGKILL"), options.timeoutMs);
  const parts: Buffer[] = [];
  let size = 0;
  child.stdout?.on("data", (part: Buffer) => {
    size += part.length;
    if (size <= resultMaxBytes) parts.push(part);
    else child.kill("SIGKILL");
  });
  child.on("error", reject);
  // It may end before it has read everything.
  child.stdin?.on("error", () => undefined);
  child.on("close", (code) => (code === 0 && size > 0 ? resolve(Buffer.concat(parts)) : refuse()));
  child.stdin?.end(bytes);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

/** The limit is of the memory that is written to, so that Node's reserved addresses do not count. */
function startProgram({ program, memoryMaxKilobytes }: PictureOptions): ChildProcess {
  const node = [process.execPath, "--max-old-space-size=64", program];
  // None of the server's environment: what breaks out of a decoder finds no secret there.
  const options: SpawnOptions = { stdio: ["pipe", "pipe", "ignore"], env: { VIPS_CONCURRENCY: "1" } };
  const [command = "", ...args] =
    process.platform === "linux"
      ? ["/bin/sh", "-c", `ulimit -d ${memoryMaxKilobytes} && exec "$@"`, "sh", ...node]
      : node;
  return spawn(command, args, options);
}
