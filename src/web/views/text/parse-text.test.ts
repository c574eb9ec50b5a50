import { array, assert, constantFrom, pre, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import { parseText, type Block, type Inline } from "./parse-text.ts";

/** What a reader would see, marks left out. */
function toPlain(blocks: readonly Block[]): string {
  return blocks.map(plainBlock).join("\n");
}

function plainBlock(block: Block): string {
  if (block.kind === "paragraph") return plainInlines(block.inlines);
  if (block.kind === "code") return block.text;
  if (block.kind === "quote") return toPlain(block.blocks);
  return block.items.map((item) => toPlain(item)).join("\n");
}

function plainInlines(inlines: readonly Inline[]): string {
  return inlines.map(plainInline).join("");
}

function plainInline(inline: Inline): string {
  if (inline.kind === "text" || inline.kind === "code") return inline.text;
  return inline.kind === "break" ? "\n" : plainInlines(inline.inlines);
}

function listLinks(blocks: readonly Block[]): string[] {
  return [...JSON.stringify(blocks).matchAll(/"href":"([^"]*)"/g)].map((match) => match[1] ?? "");
}

/** Of three readings, so that a busy machine does not count. */
function quickestMs(body: string): number {
  const times = [1, 2, 3].map(() => {
    const startMs = performance.now();
    parseText(body);
    return performance.now() - startMs;
  });
  return Math.min(...times);
}

const paragraph = (...inlines: Inline[]): Block => ({ kind: "paragraph", inlines });
const text = (words: string): Inline => ({ kind: "text", text: words });

describe("what messages can mean", () => {
  test("lines break where they were broken, an empty line parts paragraphs", () => {
    expect(parseText("one\ntwo\n\nthree")).toEqual([
      paragraph(text("one"), { kind: "break" }, text("two")),
      paragraph(text("three")),
    ]);
  });

  test("bold, italic, struck and code", () => {
    expect(parseText("**b** *i* ~~s~~ `c`")).toEqual([
      paragraph(
        { kind: "strong", inlines: [text("b")] },
        text(" "),
        { kind: "emphasis", inlines: [text("i")] },
        text(" "),
        { kind: "strike", inlines: [text("s")] },
        text(" "),
        { kind: "code", text: "c" },
      ),
    ]);
  });

  test("fenced code keeps every character and its language", () => {
    expect(parseText("```ts\nlet a = `<b>`;\n  **no**\n```")).toEqual([
      { kind: "code", text: "let a = `<b>`;\n  **no**", language: "ts" },
    ]);
  });

  test("quotes and lists, also with boxes to tick", () => {
    expect(parseText("> said")).toEqual([{ kind: "quote", blocks: [paragraph(text("said"))] }]);
    expect(parseText("3. c\n4. d")).toMatchObject([{ kind: "list", start: 3 }]);
    expect(toPlain(parseText("- [x] done\n- [ ] open"))).toBe("[x] done\n[ ] open");
  });

  test.each([
    "# heading",
    "a\n---",
    "| a |\n|---|\n| b |",
    "    indented",
    "[a]: https://x.example",
    "snake_case_word",
  ])("%j means nothing and stays as it was typed", (body) => expect(toPlain(parseText(body))).toBe(body));
});

describe("links", () => {
  test("addresses become links, what follows a sentence's end does not", () => {
    expect(listLinks(parseText("see https://a.example/x_y, and (http://b.example)."))).toEqual([
      "https://a.example/x_y",
      "http://b.example/",
    ]);
  });

  test.each([
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "mail@example.org",
  ])("%j leads nowhere and stays visible", (body) => {
    expect(listLinks(parseText(body))).toEqual([]);
    expect(toPlain(parseText(body))).toBe(body);
  });
});

describe("text built to hurt", () => {
  const many = (piece: string) => piece.repeat(limits.messageMaxChars).slice(0, limits.messageMaxChars);
  const pieces = ["[", "*", "_", "`", "@", "#", ":", ">", "> ", "<", "![", "[a](", "- ", "1. ", "~", "\\", " ", "\n"];
  const longer = ["http://a.b/ ", "www.", "a@b.", "|a|\n|-|\n", "*a ", "_a_", "a.", "**a", "> a\n", "- a\n  ", "`a``b"];
  const tails = ["", "@", "*", "\n```", ")"];

  test.each([...pieces, ...longer])("4,000 characters of %j are read within 25 ms", (piece) => {
    parseText("warm **up** https://a.example");
    for (const tail of tails) {
      const body = many(piece).slice(0, limits.messageMaxChars - tail.length) + tail;
      expect(quickestMs(body)).toBeLessThan(25);
    }
  });

  test("HTML is text", () => {
    const body = "<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt; <!-- c -->";
    expect(parseText(body)).toEqual([paragraph(text(body))]);
  });

  const pieces120 = array(
    constantFrom(...Array.from("ab1 \n\t*_`~[]()<>!#-+.:/\\|@&;\"'é😀\u202e"), "http://", "```", "    "),
    {
      maxLength: 120,
    },
  ).map((parts) => parts.join(""));

  test("whatever is typed: no throw, and no link but http", () => {
    const isHarmless = (body: string) => listLinks(parseText(body)).every((href) => /^https?:\/\//.test(href));
    assert(property(pieces120, isHarmless), { numRuns: 2_000, seed: 7 });
  });

  test("whatever is typed: no letter lost, but for languages of code and addresses of links", () => {
    const lettersOf = (from: string) => from.replace(/[^abé😀]/gu, "");
    const keepsLetters = (body: string) => {
      pre(!/```|~~~|\]\(/.test(body));
      return lettersOf(toPlain(parseText(body))) === lettersOf(body);
    };
    assert(property(pieces120, keepsLetters), { numRuns: 2_000, seed: 7 });
  });
});
