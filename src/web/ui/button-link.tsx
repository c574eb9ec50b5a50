import type { ReactNode } from "react";
import { Link } from "./link.tsx";
import { buttonClass, type ButtonTone } from "./button.tsx";

interface ButtonLinkProps {
  readonly href: string;
  readonly tone?: ButtonTone;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** Looks like a button because it is the step to take; is a link because it leads somewhere. */
export function ButtonLink({ href, tone, isWide, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={buttonClass(tone, isWide)}>
      {children}
    </Link>
  );
}
