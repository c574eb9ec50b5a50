import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from "node:crypto";
import { promisify } from "node:util";
import { limits } from "#protocol/limits.ts";
import { createLane } from "./lane.ts";

export interface Passwords {
  /** A PHC string. @throws ParleyError rate_limited when too many hashes wait. */
  hash(password: string): Promise<string>;
  /** Costs one hash whether or not there is an account to compare with. @throws ParleyError rate_limited. */
  isRight(password: string, passwordHash: string | undefined): Promise<boolean>;
}

/** Argon2id over bytes; injected so that tests can count it. */
export type Argon2id = (parameters: Argon2Parameters) => Promise<Buffer>;

const deriveKey = promisify(argon2);
const argon2id: Argon2id = (parameters) => deriveKey("argon2id", parameters);

/** OWASP's least: 19 MiB, two passes, one lane. */
const cost = { memory: 19 * 1_024, passes: 2, parallelism: 1 };
const maxConcurrent = 2;
const phcPattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Stands in for the hash of nobody; no password is known to match it. */
const nobody = toPhc(Buffer.alloc(16), Buffer.alloc(32));

export function createPasswords(derive: Argon2id = argon2id): Passwords {
  const lane = createLane({ width: maxConcurrent, maxQueued: limits.passwordHashesMaxQueued });

  return {
    async hash(password) {
      const nonce = randomBytes(16);
      const key = await lane.run(() => derive({ ...cost, message: toMessage(password), nonce, tagLength: 32 }));
      return toPhc(nonce, key);
    },
    async isRight(password, passwordHash) {
      const known = phcPattern.exec(passwordHash ?? "");
      const [, memory, passes, parallelism, salt = "", tag = ""] = known ?? phcPattern.exec(nobody) ?? [];
      const expected = Buffer.from(tag, "base64");
      const key = await lane.run(() =>
        derive({
          memory: Number(memory),
          passes: Number(passes),
          parallelism: Number(parallelism),
          message: toMessage(password),
          nonce: Buffer.from(salt, "base64"),
          tagLength: expected.length,
        }),
      );
      return timingSafeEqual(key, expected) && known !== null;
    },
  };
}

/** Is it more than is ever hashed? Asked first, so that nobody can make us hash megabytes. */
export function isPasswordTooLong(password: string): boolean {
  return Buffer.byteLength(password) > limits.passwordMaxBytes;
}

/** Keyboards disagree on composed and decomposed letters. */
function toMessage(password: string): Buffer {
  return Buffer.from(password.normalize("NFC"));
}

function toPhc(salt: Buffer, key: Buffer): string {
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${toBase64(salt)}$${toBase64(key)}`;
}

function toBase64(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
