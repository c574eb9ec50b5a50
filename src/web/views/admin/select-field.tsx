import styles from "./select-field.module.css";

interface SelectFieldProps<Value extends string> {
  /** Said, not drawn: what it is about stands beside it. */
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, label: string])[];
  readonly onChoose: (value: Value) => void;
}

export function SelectField<Value extends string>({ label, value, choices, onChoose }: SelectFieldProps<Value>) {
  const choose = (text: string) => {
    const chosen = choices.find(([each]) => each === text);
    if (chosen) onChoose(chosen[0]);
  };
  return (
    <select className={styles.select} aria-label={label} value={value} onChange={({ target }) => choose(target.value)}>
      {choices.map(([each, text]) => (
        <option key={each} value={each}>
          {text}
        </option>
      ))}
    </select>
  );
}
