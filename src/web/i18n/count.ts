const plural = new Intl.PluralRules("en");
const digits = new Intl.NumberFormat("en");

/** "1 member", "24 members". */
export function count(number: number, one: string, other: string): string {
  return `${digits.format(number)} ${plural.select(number) === "one" ? one : other}`;
}
