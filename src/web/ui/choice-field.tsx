import { useId } from "react";
import styles from "./choice-field.module.css";

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
}

interface ChoiceFieldProps {
  readonly label: string;
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly defaultValue: string;
}

/** One of a few, each with a sentence on what it means. */
export function ChoiceField({ label, name, choices, defaultValue }: ChoiceFieldProps) {
  const id = useId();
  return (
    <fieldset className={styles.field}>
      <legend className={styles.legend}>{label}</legend>
      {choices.map(({ value, label: text, hint }) => (
        <div key={value} className={styles.choice}>
          <input
            type="radio"
            className={styles.radio}
            id={`${id}-${value}`}
            name={name}
            value={value}
            defaultChecked={value === defaultValue}
            aria-describedby={`${id}-${value}-hint`}
          />
          <label htmlFor={`${id}-${value}`} className={styles.text}>
            {text}
          </label>
          <span id={`${id}-${value}-hint`} className={styles.hint}>
            {hint}
          </span>
        </div>
      ))}
    </fieldset>
  );
}
