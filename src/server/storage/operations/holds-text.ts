import { type RawBuilder, sql } from "kysely";

/** Does one of the columns hold the text, in any case? (SQLite knows the cases of A to Z only.) */
export function holdsText(columns: readonly [string, ...string[]], text: string): RawBuilder<boolean> {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`;
  const tests = columns.map((column) => sql`lower(${sql.ref(column)}) like ${pattern} escape '\\'`);
  return sql<boolean>`(${sql.join(tests, sql` or `)})`;
}
