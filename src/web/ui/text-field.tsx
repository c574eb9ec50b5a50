import { useId, type InputHTMLAttributes, type ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./text-field.module.css";

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  /** Why it was refused and what would be taken. */
  readonly fault?: string | undefined;
  /** Stands before the text and is not part of it. */
  readonly prefix?: string;
}

export function TextField({ label, hint, fault, prefix, className, ...input }: TextFieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const hasNote = fault !== undefined || hint !== undefined;
  return (
    <div className={classes(styles.field, className)}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.box} data-faulty={fault !== undefined || undefined}>
        {prefix !== undefined && <span className={styles.prefix}>{prefix}</span>}
        <input
          {...input}
          id={id}
          className={styles.input}
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={hasNote ? hintId : undefined}
        />
      </div>
      {hasNote && (
        <p id={hintId} className={fault === undefined ? styles.hint : styles.fault}>
          {fault ?? hint}
        </p>
      )}
    </div>
  );
}
