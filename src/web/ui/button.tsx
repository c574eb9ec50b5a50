import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./button.module.css";

export type ButtonTone = "primary" | "plain" | "quiet" | "danger";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: ButtonTone;
  /** Something is on its way: the button keeps its width and takes no second press. */
  readonly isBusy?: boolean;
  readonly isWide?: boolean;
}

export function buttonClass(tone: ButtonTone = "plain", isWide = false): string {
  return classes(styles.button, styles[tone], isWide && styles.wide);
}

export function Button({ tone, isBusy = false, isWide, className, children, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes(buttonClass(tone, isWide), className)}
      aria-busy={isBusy || undefined}
      disabled={rest.disabled === true || isBusy}
    >
      <ButtonLabel>{children}</ButtonLabel>
    </button>
  );
}

function ButtonLabel({ children }: { readonly children: ReactNode }) {
  return <span className={styles.label}>{children}</span>;
}
