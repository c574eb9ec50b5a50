import { useId } from "react";
import styles from "./check-field.module.css";

interface CheckFieldProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: string;
  readonly defaultChecked?: boolean;
  /** What is sent when it is ticked. */
  readonly value?: string;
}

export function CheckField({ label, name, hint, defaultChecked = false, value = "on" }: CheckFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <input
        id={id}
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={defaultChecked}
        className={styles.box}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
    </div>
  );
}
