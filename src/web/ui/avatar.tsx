import { classes } from "./classes.ts";
import { findHue, findInitials } from "./avatar-face.ts";
import styles from "./avatar.module.css";

interface AvatarProps {
  readonly name: string;
  /** Gives the colour; the same everywhere for the same person. */
  readonly seed: number;
  readonly size?: "small" | "medium" | "large";
  readonly isStacked?: boolean;
}

/** A person's face: initials on their colour. The name is always written beside it, so it is hidden from readers. */
export function Avatar({ name, seed, size = "large", isStacked = false }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={classes(styles.avatar, styles[size], isStacked && styles.stacked)}
      data-hue={findHue(seed)}
    >
      {findInitials(name)}
    </span>
  );
}
