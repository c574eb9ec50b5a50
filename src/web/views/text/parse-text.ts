import { Lexer, type Token, type Tokens } from "marked";
import { ChatTokenizer } from "./chat-tokenizer.ts";
import { readLink, type SafeLink } from "./read-link.ts";

export type Block =
  | { readonly kind: "paragraph"; readonly inlines: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string; readonly language: string | undefined }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "list"; readonly start: number | undefined; readonly items: readonly (readonly Block[])[] };

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis" | "strike"; readonly inlines: readonly Inline[] }
  | { readonly kind: "link"; readonly link: SafeLink; readonly inlines: readonly Inline[] };

const plainLimits = {
  /** Marks that open something; far above what people write, and where the lexer stops being quick. */
  maxMarks: 400,
  /** A word of this many characters that holds an @ costs the lexer quadratic time. */
  maxMailChars: 400,
} as const;

const longGap = /[ \t]{300}/;
const deepNesting = /(?:^|\n)[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){9}/;

/** Reads a message's text. Never throws, and never takes long: text built to hurt is shown as it stands. */
export function parseText(body: string): readonly Block[] {
  if (isLaborious(body)) return [toPlain(body)];
  try {
    const lexer = new Lexer({ tokenizer: new ChatTokenizer(), gfm: true, breaks: true });
    return readBlocks(lexer.lex(body));
  } catch {
    return [toPlain(body)];
  }
}

function isLaborious(body: string): boolean {
  let marks = 0;
  for (const char of body) if ("[]*_`~<>!\\".includes(char)) marks++;
  if (marks > plainLimits.maxMarks || deepNesting.test(body) || longGap.test(body)) return true;
  return body.includes("@") && body.split(/\s/).some((word) => word.length > plainLimits.maxMailChars);
}

function toPlain(body: string): Block {
  return { kind: "paragraph", inlines: breakLines(body) };
}

function readBlocks(tokens: readonly Token[]): Block[] {
  return tokens.flatMap((token) => readBlock(token));
}

function readBlock(token: Token): Block[] {
  switch (token.type) {
    case "space":
      return [];
    case "code":
      return [{ kind: "code", text: (token as Tokens.Code).text, language: (token as Tokens.Code).lang || undefined }];
    case "blockquote":
      return [{ kind: "quote", blocks: readBlocks((token as Tokens.Blockquote).tokens) }];
    case "list":
      return [readList(token as Tokens.List)];
    default:
      return [readParagraph(token)];
  }
}

function readList(list: Tokens.List): Block {
  return {
    kind: "list",
    start: list.ordered && typeof list.start === "number" ? list.start : undefined,
    items: list.items.map((item) => readItem(item.tokens)),
  };
}

/** A task's box is a token of its own; it belongs before the words of its line. */
function readItem([first, ...rest]: readonly Token[]): Block[] {
  if (!first) return [];
  const blocks = readBlocks(first.type === "checkbox" ? rest : [first, ...rest]);
  const [head, ...tail] = blocks;
  if (first.type !== "checkbox" || head?.kind !== "paragraph") return blocks;
  return [{ kind: "paragraph", inlines: [{ kind: "text", text: first.raw }, ...head.inlines] }, ...tail];
}

function readParagraph(token: Token): Block {
  const inner = "tokens" in token ? token.tokens : undefined;
  return { kind: "paragraph", inlines: inner ? readInlines(inner) : breakLines(token.raw) };
}

function readInlines(tokens: readonly Token[]): Inline[] {
  return tokens.flatMap((token) => readInline(token));
}

function readInline(token: Token): Inline[] {
  switch (token.type) {
    case "strong":
      return [{ kind: "strong", inlines: readInlines((token as Tokens.Strong).tokens) }];
    case "em":
      return [{ kind: "emphasis", inlines: readInlines((token as Tokens.Em).tokens) }];
    case "del":
      return [{ kind: "strike", inlines: readInlines((token as Tokens.Del).tokens) }];
    case "codespan":
      return [{ kind: "code", text: (token as Tokens.Codespan).text }];
    case "br":
      return [{ kind: "break" }];
    case "link":
      return readLinkToken(token as Tokens.Link);
    case "escape":
      return [{ kind: "text", text: (token as Tokens.Escape).text }];
    case "text":
      return breakLines((token as Tokens.Text).text);
    default:
      return breakLines(token.raw);
  }
}

function readLinkToken(token: Tokens.Link): Inline[] {
  const link = readLink(token.href, token.text);
  if (!link) return breakLines(token.raw);
  return [{ kind: "link", link, inlines: readInlines(token.tokens) }];
}

function breakLines(text: string): Inline[] {
  const inlines: Inline[] = [];
  for (const line of text.split("\n")) {
    if (inlines.length > 0) inlines.push({ kind: "break" });
    if (line !== "") inlines.push({ kind: "text", text: line });
    else if (inlines.length === 0) inlines.push({ kind: "text", text: "" });
  }
  return inlines;
}
