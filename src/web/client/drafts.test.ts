import { expect, test } from "vitest";
import type { RoomId, UserId } from "#protocol/ids.ts";
import { Drafts } from "./drafts.ts";

const ana = 7 as UserId;
const one = 1 as RoomId;

/** As a browser's: keys are own properties. */
function createStorage(): Storage {
  const methods = {
    getItem: (key: string) => storage[key] ?? null,
    setItem: (key: string, value: string) => void (storage[key] = value),
    removeItem: (key: string) => void delete storage[key],
  };
  const storage = Object.create(methods) as Storage & Record<string, string>;
  return storage;
}

test("a draft is there for its writer after a reload, and for nobody else", () => {
  const storage = createStorage();
  new Drafts(() => storage).save(ana, one, "half a thou");
  const drafts = new Drafts(() => storage);
  expect(drafts.load(ana)).toEqual(new Map([[one, "half a thou"]]));
  expect(drafts.load(70 as UserId)).toEqual(new Map());
});

test("an empty draft is none", () => {
  const storage = createStorage();
  const drafts = new Drafts(() => storage);
  drafts.save(ana, one, "x");
  drafts.save(ana, one, "");
  expect(drafts.load(ana).size).toBe(0);
  expect(Object.keys(storage)).toEqual([]);
});

test("clearing takes only one person's drafts", () => {
  const storage = createStorage();
  const drafts = new Drafts(() => storage);
  drafts.save(ana, one, "hers");
  drafts.save(8 as UserId, one, "his");
  drafts.clear(ana);
  expect(drafts.load(ana).size).toBe(0);
  expect(drafts.load(8 as UserId).size).toBe(1);
});

test("a browser without storage breaks nothing", () => {
  const drafts = new Drafts(() => {
    throw new DOMException("denied", "SecurityError");
  });
  drafts.save(ana, one, "x");
  expect(drafts.load(ana).size).toBe(0);
});
