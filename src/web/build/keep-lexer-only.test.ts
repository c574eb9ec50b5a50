import { expect, test } from "vitest";
import { cutTail } from "./keep-lexer-only.ts";

const { default: source } = await import("../../../node_modules/marked/lib/marked.esm.js?raw");

test("what is left of marked gives out its lexer and tokenizer, and nothing that writes HTML", () => {
  const exported = /export\{([^}]*)\};$/.exec(cutTail(source))?.[1];
  expect(exported?.split(",").map((name) => name.split(" as ")[1])).toEqual(
    expect.arrayContaining(["Lexer", "Tokenizer"]),
  );
  expect(exported?.split(",")).toHaveLength(2);
});

test("a marked of another shape fails the build", () => {
  expect(() => cutTail("export{x as Lexer};")).toThrow(/another shape/);
});
