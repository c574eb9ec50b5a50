import { argon2Sync, type Argon2Parameters } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createPasswords, isPasswordTooLong } from "./hash-password.ts";

const passwords = createPasswords();

test("a hash is a PHC string of argon2id with 19 MiB and two passes, another each time", async () => {
  const one = await passwords.hash("correct horse");
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await passwords.hash("correct horse")).not.toBe(one);
});

test("knows the right password, however its accents are typed, and no other", async () => {
  const hash = await passwords.hash("caf\u00e9 au lait");
  expect(await passwords.isRight("cafe\u0301 au lait", hash)).toBe(true);
  expect(await passwords.isRight("cafe au lait", hash)).toBe(false);
  expect(await passwords.isRight("caf\u00e9 au lait ", hash)).toBe(false);
  expect(await passwords.isRight("", hash)).toBe(false);
});

test("verifies a hash that was made with other costs", async () => {
  const message = Buffer.from("correct horse");
  const nonce = Buffer.from("0123456789abcdef");
  const key = argon2Sync("argon2id", { message, nonce, memory: 8_192, passes: 3, parallelism: 2, tagLength: 24 });
  const text = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  const hash = `$argon2id$v=19$m=8192,t=3,p=2$${text(nonce)}$${text(key)}`;
  expect(await passwords.isRight("correct horse", hash)).toBe(true);
  expect(await passwords.isRight("correct house", hash)).toBe(false);
});

describe("what is compared with nobody", () => {
  test.each([undefined, "", "!", "$argon2id$v=19$m=19456,t=2,p=1$$"])("%s costs a hash and is wrong", async (hash) => {
    const costs: Argon2Parameters[] = [];
    const counted = createPasswords(async (parameters) => {
      costs.push(parameters);
      return Buffer.alloc(parameters.tagLength);
    });
    expect(await counted.isRight("anything", hash)).toBe(false);
    expect(costs).toMatchObject([{ memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }]);
  });
});

test("at most two hashes at once; more than 32 waiting are refused", async () => {
  let running = 0;
  let most = 0;
  const gate = Promise.withResolvers<void>();
  const slow = createPasswords(async ({ tagLength }) => {
    most = Math.max(most, ++running);
    await gate.promise;
    running--;
    return Buffer.alloc(tagLength, 1);
  });
  const hashes = Array.from({ length: 40 }, () => slow.hash("correct horse"));
  const settled = Promise.allSettled(hashes);
  gate.resolve();
  const refused = (await settled).filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(6);
  expect(most).toBe(2);
});

test("1,024 bytes are hashed, not one more", () => {
  expect(isPasswordTooLong("é".repeat(512))).toBe(false);
  expect(isPasswordTooLong("é".repeat(512) + "x")).toBe(true);
});
