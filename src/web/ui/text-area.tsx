import { useId, type ReactNode, type TextareaHTMLAttributes } from "react";
import styles from "./text-field.module.css";

interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  readonly fault?: string | undefined;
}

/** A text of several lines. */
export function TextArea({ label, hint, fault, ...area }: TextAreaProps) {
  const id = useId();
  const note = fault ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.box} data-faulty={fault !== undefined || undefined}>
        <textarea
          rows={3}
          {...area}
          id={id}
          className={styles.input}
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
        />
      </div>
      {note !== undefined && (
        <p id={`${id}-note`} className={fault === undefined ? styles.hint : styles.fault}>
          {note}
        </p>
      )}
    </div>
  );
}
