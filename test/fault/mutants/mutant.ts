/** A deliberately broken build: one exact piece of source text replaced while the file is loaded. */
export interface Mutant {
  /** What is broken, in a few words. */
  readonly breaks: string;
  readonly edits: readonly Edit[];
}

export interface Edit {
  /** From the project's root. */
  readonly file: string;
  /** Stands in the file exactly once; otherwise the server does not start. */
  readonly find: string;
  readonly replace: string;
}

/** @throws when the text is not there exactly once: the mutant would otherwise prove nothing. */
export function applyEdit(source: string, { file, find, replace }: Edit): string {
  const [before, after, ...more] = source.split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`The mutant's text stands ${source.split(find).length - 1} times in ${file}, not once: ${find}`);
  }
  return `${before}${replace}${after}`;
}
