import { expect, test } from "vitest";
import { countMistakes, listPieces, mistakesIn, rankName } from "./rank-name.ts";

test.each([
  ["ana nunez", "ana", 0],
  ["rosa lindqvist", "lind", 1],
  ["rosa lindqvist", "qvist", 2],
  ["rosa lindqvist", "lindquist", 3],
  ["rosa lindqvist", "lindkqist", 4],
  ["tariq benali", "tariq ben", 0],
  ["tariq benali", "ben tar", 1],
  ["tariq benali", "ben tarik", 3],
  ["mika.okafor", "okafro", 3],
  ["mika okafor", "mkia", 3],
  ["mika okafor", "rosa", undefined],
  ["mika okafor", "mik rosa", undefined],
  ["mika okafor", "mok", undefined],
])("%s is found by %s at rank %s", (name, typed, rank) => {
  expect(rankName(name, typed)).toBe(rank);
});

test.each([
  ["okafor", "okafor", 0],
  ["okafr", "okafor", 1],
  ["okkafor", "okafor", 1],
  ["oakfor", "okafor", 1],
  ["lindq", "lindqvist", 0],
  ["lidnq", "lindqvist", 1],
  ["lindqvist", "ana", Infinity],
])("%s is %s with %s mistakes", (typed, word, mistakes) => {
  expect(countMistakes(typed, word)).toBe(mistakes);
});

test("whatever is one mistake away holds one of the pieces", () => {
  const letters = ["a", "b", "c"];
  for (const word of ["mika", "rosal", "tariqb", "okaforx"]) {
    expect(mistakesIn(word.length)).toBe(1);
    const at = Array.from(word, (_, index) => index);
    const changed = at.flatMap((i) => letters.map((letter) => word.slice(0, i) + letter + word.slice(i + 1)));
    const dropped = at.map((i) => word.slice(0, i) + word.slice(i + 1));
    const swapped = at.slice(1).map((i) => word.slice(0, i - 1) + word[i] + word[i - 1] + word.slice(i + 1));
    const added = at.flatMap((i) => letters.map((letter) => word.slice(0, i) + letter + word.slice(i)));
    for (const other of [...changed, ...dropped, ...swapped, ...added]) {
      expect({ other, isFound: listPieces(word).some((piece) => other.includes(piece)) }).toEqual({
        other,
        isFound: true,
      });
    }
  }
});
