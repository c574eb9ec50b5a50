import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "./limits.ts";
import { findMentions, findTyped, listMentionable, splitMentions } from "./mentions.ts";

const people = new Set(["ann", "ann.lee", "bob", "アン", "jürgen", "x-y"]);
const isKnown = (name: string) => people.has(name);
const find = (body: string) => findMentions(body, isKnown);

describe("mentions", () => {
  test.each([
    ["@ann", ["ann"]],
    ["hi @ann, and @bob!", ["ann", "bob"]],
    ["@ANN @Jürgen @Ju\u0308rgen", ["ann", "jürgen"]],
    ["@ann.lee is longer than @ann.", ["ann.lee", "ann"]],
    ["@ann.leery", ["ann"]],
    ["@ann-", ["ann"]],
    ["(@x-y)", ["x-y"]],
    ["@アンさん", ["アン"]],
    ["@room and @here", ["room", "here"]],
    ["@Room", ["room"]],
    ["@ann @ann @ann", ["ann"]],
  ])("%j addresses %j", (body, names) => {
    expect(find(body)).toEqual(names);
  });

  test.each([
    "ann",
    "@annabel",
    "joe@ann",
    "joe@ann.lee",
    "https://example.org/@ann",
    "@@ann",
    "\\@ann",
    "`@ann`",
    "```\n@ann\n```",
    "```\n@ann and no end",
    "@ ann",
    "@-ann",
    "@rooms",
    "@nobody",
    "",
  ])("%j addresses nobody", (body) => {
    expect(find(body)).toEqual([]);
  });

  test("are bounded per message", () => {
    const body = Array.from({ length: 200 }, (_, i) => `@p${i}`).join(" ");
    expect(findMentions(body, () => true)).toHaveLength(limits.mentionsMaxPerMessage);
  });

  test("are found among the names that are listed, and a split text is the whole text", () => {
    const word = constantFrom("@", "@ann", "ann", ".", "-", " ", "lee", "`", "アン", "さ", "\n", "@room", "ß", "😀");
    assert(
      property(array(word, { maxLength: 30 }), (words) => {
        const body = words.join("");
        const listed = listMentionable(body);
        for (const name of find(body)) expect(listed).toContain(name);
        expect(
          splitMentions(body, isKnown)
            .map((part) => part.text)
            .join(""),
        ).toBe(body);
      }),
    );
  });

  test("built to hurt take no time", () => {
    const began = Date.now();
    for (const piece of ["@", "@a", "`", "```", "@a.", "a@"]) find(piece.repeat(4_000 / piece.length));
    expect(Date.now() - began).toBeLessThan(500);
  });
});

describe("the name being typed", () => {
  test.each([
    ["@", { sign: "@", query: "", index: 0 }],
    ["hi @an", { sign: "@", query: "an", index: 3 }],
    ["see #lob", { sign: "#", query: "lob", index: 4 }],
    ["joe@an", undefined],
    ["@ann ", undefined],
    ["", undefined],
    ["a#b", undefined],
  ])("%j is %j", (text, typed) => {
    expect(findTyped(text, text.length)).toEqual(typed);
  });
});
