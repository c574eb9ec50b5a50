import type { ButtonHTMLAttributes } from "react";
import type { Drawing } from "./icon.tsx";
import { classes } from "./classes.ts";
import { Icon } from "./icon.tsx";
import styles from "./icon-button.module.css";

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: Drawing;
  /** The name for assistive technology, and the tooltip. */
  readonly label: string;
  readonly size?: number;
  readonly isDanger?: boolean;
}

export function iconButtonClass(isDanger = false): string {
  return classes(styles.button, isDanger && styles.danger);
}

export function IconButton({ icon, label, size, isDanger, className, type = "button", ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes(iconButtonClass(isDanger), className)}
      aria-label={label}
      data-tip={label}
    >
      <Icon of={icon} {...(size !== undefined && { size })} />
    </button>
  );
}
