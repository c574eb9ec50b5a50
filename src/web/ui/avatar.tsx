import { createContext, useContext } from "react";
import { classes } from "./classes.ts";
import { findHue, findInitials } from "./avatar-face.ts";
import styles from "./avatar.module.css";

interface AvatarProps {
  readonly name: string;
  /** Gives the colour; the same everywhere for the same person. */
  readonly seed: number;
  /** Path of the person's picture. */
  readonly src?: string | undefined;
  readonly size?: "small" | "medium" | "large" | "huge";
  readonly isStacked?: boolean;
  /** Stands for a group, not for the person whose number `seed` is. */
  readonly isGroup?: boolean;
}

/** Pictures are for those who are logged in; others see initials, and ask for nothing that they would not get. */
export const PicturesContext = createContext(false);

/**
 * A person's face: their picture over their initials on their colour. The name is always written beside it, so it is
 * hidden from readers.
 */
export function Avatar({ name, seed, src, size = "large", isStacked = false, isGroup = false }: AvatarProps) {
  const hasPictures = useContext(PicturesContext);
  return (
    <span
      aria-hidden="true"
      className={classes(styles.avatar, styles[size], isStacked && styles.stacked)}
      data-hue={findHue(seed)}
      data-person={isStacked || isGroup ? undefined : seed}
    >
      {findInitials(name)}
      {hasPictures && src !== undefined && <img className={styles.picture} src={src} alt="" decoding="async" />}
    </span>
  );
}
