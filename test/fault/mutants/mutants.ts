import type { Mutant } from "./mutant.ts";

/** Every broken build that a proof must find. */
export const mutants = {} as const satisfies Record<string, Mutant>;

export type MutantName = keyof typeof mutants;
