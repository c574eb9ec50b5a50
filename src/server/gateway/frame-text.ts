const finalTextFrame = 0x81;
const length16 = 126;
const length64 = 127;

/** One unmasked WebSocket text frame, as a server sends it (RFC 6455, section 5.2). */
export function frameText(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const headerBytes = bytes < length16 ? 2 : bytes < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerBytes + bytes);
  frame[0] = finalTextFrame;
  if (headerBytes === 2) {
    frame[1] = bytes;
  } else if (headerBytes === 4) {
    frame[1] = length16;
    frame.writeUInt16BE(bytes, 2);
  } else {
    frame[1] = length64;
    frame.writeBigUInt64BE(BigInt(bytes), 2);
  }
  frame.write(text, headerBytes);
  return frame;
}
