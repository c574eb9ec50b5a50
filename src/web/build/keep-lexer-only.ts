/**
 * Messages are read by marked's lexer and drawn as React nodes; its renderer, which writes HTML, has no place here.
 * The package is one file whose last statements tie all its parts together, so no bundler can leave them out.
 * This cuts the tie; a release of another shape fails the build instead of growing it.
 */
export function keepLexerOnly() {
  return {
    name: "keep-lexer-only",
    transform: {
      filter: { id: /node_modules\/marked\/lib\/marked\.esm\.js$/ },
      handler: (code: string) => ({ code: cutTail(code), map: null }),
    },
  };
}

const tail = /var \w+=new \w+;function \w+\(\w+,\w+\)\{return \w+\.parse\(\w+,\w+\)\}[\s\S]*export\{([^}]*)\};[\s\S]*$/;

/** @throws Error when the file does not end as expected. */
export function cutTail(code: string): string {
  const names = tail.exec(code)?.[1]?.split(",") ?? [];
  const kept = names.filter((name) => / as (Lexer|Tokenizer)$/.test(name));
  if (kept.length !== 2) throw new Error("marked has another shape now: look at keep-lexer-only.ts");
  return code.replace(tail, () => `export{${kept.join(",")}};`);
}
