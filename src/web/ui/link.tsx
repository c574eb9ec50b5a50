import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { navigate } from "wouter/use-browser-location";

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
}

/** Leads to a page of ours without loading it anew; another tab, another window and no script work as everywhere. */
export function Link({ href, children, ...rest }: LinkProps) {
  return (
    <a {...rest} href={href} onClick={(event) => follow(event, href)}>
      {children}
    </a>
  );
}

function follow(event: MouseEvent, href: string): void {
  const isForBrowser = event.button !== 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (event.defaultPrevented || isForBrowser) return;
  event.preventDefault();
  navigate(href);
}
