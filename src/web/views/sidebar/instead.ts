import type { MouseEvent } from "react";

/** Does something on this page instead of following the link, unless another tab is asked for. */
export function instead(act: (() => void) | undefined) {
  return (event: MouseEvent) => {
    if (!act || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    act();
  };
}
