import type { Dialect } from "../dialect.ts";
import { foundation } from "./0001-foundation.ts";
import { people } from "./0002-people.ts";

/** One step of the schema. Steps are never changed once released; a new one is appended. */
export interface Migration {
  readonly name: string;
  statements(dialect: Dialect): readonly string[];
}

export const migrations: readonly Migration[] = [foundation, people];
