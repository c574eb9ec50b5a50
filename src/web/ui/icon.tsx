import type HashIcon from "lucide-react/icons/hash";

export type Drawing = typeof HashIcon;

interface IconProps {
  readonly of: Drawing;
  /** Pixels; 18 unless it stands in small text. */
  readonly size?: number;
}

/** One stroke for every icon. Purely visual: the name for assistive technology belongs to the control around it. */
export function Icon({ of: Drawing, size = 18 }: IconProps) {
  return <Drawing size={size} strokeWidth={1.75} aria-hidden="true" focusable="false" />;
}
