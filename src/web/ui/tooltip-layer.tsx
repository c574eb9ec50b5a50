import { useEffect, useState } from "react";
import { Tooltip } from "@base-ui/react/tooltip";
import styles from "./tooltip-layer.module.css";

const delayMs = 450;

/** One tooltip for the whole page: whatever carries `data-tip` gets it. It only draws; the name is the control's own. */
export function TooltipLayer() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  useEffect(() => watchTips(setAnchor), []);
  const text = anchor?.dataset["tip"];
  return (
    <Tooltip.Root open={text !== undefined}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} side="top" sideOffset={6} className={styles.positioner}>
          <Tooltip.Popup className={styles.popup} aria-hidden="true">
            {text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

function watchTips(show: (anchor: HTMLElement | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(timer);
    show(null);
  };
  const consider = (event: Event) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tip]") : null;
    hide();
    if (!target || (event.type === "focusin" && !target.matches(":focus-visible"))) return;
    timer = setTimeout(() => target.isConnected && show(target), delayMs);
  };
  const listeners: readonly [string, (event: Event) => void][] = [
    ["pointerover", consider],
    ["focusin", consider],
    ["focusout", hide],
    ["pointerdown", hide],
    ["keydown", hide],
    ["scroll", hide],
  ];
  for (const [name, listener] of listeners) document.addEventListener(name, listener, { capture: true, passive: true });
  return () => {
    hide();
    for (const [name, listener] of listeners) document.removeEventListener(name, listener, { capture: true });
  };
}
