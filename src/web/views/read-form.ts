/** A form's text by field name; a field that was left empty is absent. */
export type FormValues = Readonly<Record<string, string>>;

export function readForm(form: HTMLFormElement): FormValues {
  const values: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") values[name] = value;
  }
  return values;
}
