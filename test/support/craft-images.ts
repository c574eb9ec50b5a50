import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

/** A PNG that says this of its size, whatever it holds. */
export function craftPng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc(1_000_000));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Red on the left, blue on the right. */
export function drawHalves(width = 400, height = 400): Sharp {
  const half = { width: width / 2, height, channels: 3 } as const;
  return sharp({ create: { ...half, width, background: "#ff0000" } }).composite([
    { input: { create: { ...half, background: "#0000ff" } }, left: width / 2, top: 0 },
  ]);
}

/** A photograph as a phone takes it: turned, with the place, the camera's number and notes in it. */
export function takePhoto(format: "jpeg" | "png" | "webp" | "avif"): Promise<Buffer> {
  return drawHalves()
    .withExif({
      IFD0: { Make: "Canary Camera", Software: "canary-software", Copyright: "canary-owner" },
      IFD2: { BodySerialNumber: "CANARY-12345" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 3230/100", GPSLongitudeRef: "W" },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>canary-xmp</rdf></x:xmpmeta>')
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();
}

/** The parts of a WebP file, by name. */
export function listWebpChunks(file: Buffer): string[] {
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WEBP") return ["not a WebP"];
  const names: string[] = [];
  for (let at = 12; at + 8 <= file.length;) {
    names.push(file.toString("latin1", at, at + 4).trim());
    const size = file.readUInt32LE(at + 4);
    at += 8 + size + (size % 2);
  }
  return names;
}
