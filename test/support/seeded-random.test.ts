import { expect, test } from "vitest";
import { seededRandom } from "./seeded-random.ts";

const draw = (seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: 1_000 }, () => random.between(1, 6));
};

test("the same seed gives the same run, another seed another", () => {
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test("every value between the bounds comes up, and no other", () => {
  expect(new Set(draw(1))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test("a fork does not depend on what was drawn before it", () => {
  const used = seededRandom(3);
  used.next();
  expect(used.fork("writer").next()).toBe(seededRandom(3).fork("writer").next());
});
