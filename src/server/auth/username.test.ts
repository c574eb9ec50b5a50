import { assert, property, string, stringMatching } from "fast-check";
import { describe, expect, test } from "vitest";
import { findUsernameFault, toUsername, usernameKey } from "./username.ts";

describe("what a username may be", () => {
  const good =
    "ada,Ada.Lovelace,x-2,a_b,Zoë,Ólafur,Дмитрий,Νίκος,محمد,محمد2,दिव्या,山田,山田taro,ユーザー,김철수,שרה,น้ำใส,Nguyễn";
  test.each(good.split(","))("%s", (name) => {
    expect(findUsernameFault(name)).toBeUndefined();
  });

  test.each([
    ["a", "too short"],
    ["a".repeat(33), "too long"],
    ["", "empty"],
    ["a b", "a space"],
    ["ada ", "a trailing space"],
    ["a\u00a0b", "a hard space"],
    ["a\nb", "a line break"],
    ["a\0b", "U+0000"],
    ["ada@example.org", "an e-mail address"],
    ["ada+1", "a plus"],
    ["../ada", "a path"],
    [".ada", "punctuation first"],
    ["ada-", "punctuation last"],
    ["\u0301ada", "a mark first"],
    ["ad\u200bmin", "a zero-width space"],
    ["admin\u200d", "a zero-width joiner"],
    ["admin\ufe0f", "a variation selector"],
    ["ad\u034fmin", "a grapheme joiner"],
    ["\u3164\u3164\u3164", "Hangul fillers"],
    ["\u202eadmin", "an override of direction"],
    ["аdmin", "Cyrillic а among Latin"],
    ["adminα", "Greek among Latin"],
    ["ꓮdmin", "Lisu among Latin"],
    ["ａｄｍｉｎ", "full-width letters"],
    ["𝐚𝐝𝐦𝐢𝐧", "mathematical letters"],
    ["ᴀᴅᴍɪɴ", "small capitals"],
    ["ⓐⓓⓜⓘⓝ", "letters in circles"],
    ["a\u0301\u0301\u0301\u0301\u0301b", "a flood of marks"],
    ["ada😀", "an emoji"],
    ["ada\ud800", "half a character"],
  ])("not %j: %s", (name) => {
    expect(findUsernameFault(name)).toBeTypeOf("string");
  });

  test("never throws, whatever is typed", () => {
    assert(
      property(string({ unit: "binary" }), (text) => {
        usernameKey(toUsername(text.toWellFormed()));
        expect(findUsernameFault(text)).not.toBe("");
      }),
    );
  });

  test("length counts characters, not UTF-16 units", () => {
    expect(findUsernameFault("𠮷".repeat(32))).toBeUndefined();
    expect(findUsernameFault("𠮷".repeat(33))).toBeTypeOf("string");
  });
});

describe("names that look alike have one key", () => {
  test.each([
    ["admin", "Admin"],
    ["admin", "ADMIN"],
    ["admin", "аdmin"],
    ["admin", "admin\u200b"],
    ["admin", "ａｄｍｉｎ"],
    ["admin", "adm\u0131n"],
    ["admin", "admln"],
    ["admin", "adm1n"],
    ["admin", "adrnin"],
    ["alice", "aIice"],
    ["paypal", "раураӏ"],
    ["bob", "b0b"],
    ["bob", "ВОВ"],
    ["Bepa", "Вера"],
    ["zoe\u0308", "zoë"],
    ["strasse", "Straße"],
    ["σας", "ΣΑΣ"],
    ["İlker", "ilker"],
    ["x-y", "x‐y"],
  ])("%s and %s", (one, other) => {
    expect(usernameKey(one)).toBe(usernameKey(other));
  });

  test.each([
    ["ada", "adam"],
    ["anna", "anne"],
    ["zoe", "zoë"],
    ["a.b", "a-b"],
    ["user1", "user2"],
    ["山田", "山口"],
    ["Иван", "Нван"],
  ])("but not %s and %s", (one, other) => {
    expect(usernameKey(one)).not.toBe(usernameKey(other));
  });

  test("the case of what is typed never matters", () => {
    assert(
      property(stringMatching(/^[A-Za-z0-9._-]{2,32}$/), (name) => {
        expect(usernameKey(name.toUpperCase())).toBe(usernameKey(name.toLowerCase()));
      }),
    );
  });
});
