import { limits } from "#protocol/limits.ts";

/** Sets the trap off, in whichever context it runs. */
const fire = "window.trapped=1";

const tags = [
  `<script>${fire}</script>`,
  `<img src=x onerror=${fire}>`,
  `<svg onload=${fire}>`,
  `<svg><script>${fire}</script></svg>`,
  `<body onload=${fire}>`,
  `<iframe srcdoc="<script>parent.${fire.slice(7)}</script>"></iframe>`,
  `<iframe src="javascript:${fire}"></iframe>`,
  `<object data="javascript:${fire}"></object>`,
  `<embed src="javascript:${fire}">`,
  `<a href="javascript:${fire}">x</a>`,
  `<form action="javascript:${fire}"><button>x</button></form>`,
  `<input autofocus onfocus=${fire}>`,
  `<details open ontoggle=${fire}>`,
  `<video><source onerror=${fire}></video>`,
  `<math><mtext></table><mglyph><style><img src=x onerror=${fire}>`,
  `<style>@import 'javascript:${fire}';</style>`,
  `<link rel=stylesheet href="javascript:${fire}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${fire}">`,
  `<base href="javascript:${fire}//">`,
  `<template><script>${fire}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${fire}>">`,
  `<textarea></textarea><script>${fire}</script>`,
  `<!--><img src=x onerror=${fire}>-->`,
  `<![CDATA[<script>${fire}</script>]]>`,
  `<xss style="animation-name:x" onanimationstart=${fire}>`,
];

/** Endings of what the server's page writes a text into: markup, attributes, JSON, comments. */
const breakouts = ["", "</p>", '">', "'>", "</script>", "</title>", "</textarea>", "--> ", "\u2028", "\\"];

const schemes = [
  "javascript",
  "JaVaScRiPt",
  "java\tscript",
  " javascript",
  "\u0001javascript",
  "vbscript",
  "data",
  "blob",
  "file",
];
const links = schemes.flatMap((scheme) => [
  `[click](${scheme}:${fire})`,
  `<${scheme}:${fire}>`,
  `![x](${scheme}:${fire} "t")`,
]);

const odd = [
  "\u202Etxt.exe\u202C and after",
  "\u2066\u202E\u2067 isolates never closed",
  `Z${"\u0300\u0301\u0302\u0303".repeat(200)}algo`,
  "\u200B\u200C\u200D\uFEFF zero width",
  "👨‍👩‍👧‍👦".repeat(200),
  "🏴󠁧󠁢󠁥󠁮󠁧󠁿".repeat(100),
  "\u0085\u2028\u2029 line ends",
  "﷽".repeat(500),
  "&lt;script&gt; &#x3C;script&#x3E; &amp;amp;",
  "${7*7} {{7*7}} #{7*7} <%= 7*7 %>",
  "__proto__ constructor prototype",
  "https://example.org/" + "a".repeat(3_900),
  "https://exаmple.org/ http://user:pass@evil.example@bank.example/",
  "[https://bank.example](https://evil.example/)",
  "'; DROP TABLE messages; --",
  "//evil.example/x.js",
];

const floods = [
  "[",
  "*",
  "_",
  "`",
  ">",
  "(",
  "![](",
  "- ",
  "1. ",
  "| ",
  "#",
  "~",
  "\n",
  "<",
  "&",
  "\\",
  "[](",
  "**_",
  "> - ",
  "@",
].map((part) => part.repeat(limits.messageMaxChars).slice(0, limits.messageMaxChars));

const nested = [`${"> ".repeat(1_900)}deep`, `${"- ".repeat(1_900)}deep`, `${"*".repeat(1_999)}x${"*".repeat(1_999)}`];

export const hostileSnippets: readonly string[] = [
  ...tags,
  ...breakouts.flatMap((breakout) => tags.slice(0, 11).map((tag) => breakout + tag)),
  ...links,
  ...odd,
  ...floods,
  ...nested,
].filter((snippet) => snippet.trim() !== "");
