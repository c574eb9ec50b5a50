/** As names are compared when somebody is looked for: without accents, case and doubled spaces. */
export function foldName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/\s+/gu, " ")
    .trim();
}

/** Both names of a person, folded; what the search for people reads. */
export function toSearchName(username: string, displayName: string): string {
  const [first, second] = [foldName(username), foldName(displayName)];
  return first === second ? first : `${first} ${second}`;
}
