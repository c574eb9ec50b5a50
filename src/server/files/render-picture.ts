import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { limits } from "#protocol/limits.ts";

/** A program of its own: a picture comes in, a square WebP goes out. Ends with a status other than 0 for what is none. */

const side = 256;
const formats = new Set(["png", "jpeg", "webp", "gif", "heif"]);

// Whatever else the library can read is closed, also as a part of something that is allowed.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadPng",
    "VipsForeignLoadJpeg",
    "VipsForeignLoadWebp",
    "VipsForeignLoadNsgif",
    "VipsForeignLoadHeif",
  ],
});
sharp.cache(false);
sharp.concurrency(1);

const input = await buffer(process.stdin);
const options = { limitInputPixels: limits.pictureMaxPixels, failOn: "error" } as const;
// Reads the head only: what is too large is never unpacked.
const { format, width, height, compression } = await sharp(input, options).metadata();
const isAllowed = formats.has(format) && (format !== "heif" || compression === "av1");
if (!isAllowed || width * height > limits.pictureMaxPixels) process.exit(2);

const picture = await sharp(input, options)
  .autoOrient()
  .resize(side, side, { fit: "cover" })
  .webp({ quality: 82 })
  .timeout({ seconds: Math.ceil(limits.pictureTimeoutMs / 1_000) })
  .toBuffer();
process.stdout.write(picture);
