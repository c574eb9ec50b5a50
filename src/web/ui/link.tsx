import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { navigate } from "wouter/use-browser-location";

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
  /** Called when it is followed on this page. */
  readonly onFollow?: () => void;
}

/** Leads to a page of ours without loading it anew; another tab, another window and no script work as everywhere. */
export function Link({ href, onFollow, children, ...rest }: LinkProps) {
  return (
    <a {...rest} href={href} onClick={(event) => follow(event, href) && onFollow?.()}>
      {children}
    </a>
  );
}

function follow(event: MouseEvent, href: string): boolean {
  const isForBrowser = event.button !== 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (event.defaultPrevented || isForBrowser) return false;
  event.preventDefault();
  navigate(href);
  return true;
}
