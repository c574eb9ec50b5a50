import { useEffect, useState } from "react";
import { later } from "../later.tsx";
import { useOverlay } from "./overlay-store.ts";

const OverlayNode = later(async () => (await import("./overlay-node.tsx")).OverlayNode);
const TooltipLayer = later(async () => (await import("../../ui/tooltip-layer.tsx")).TooltipLayer);

/** What is not needed to read and write, and so comes later. */
export function Overlays() {
  const overlay = useOverlay((state) => state.overlay);
  const isUsed = useFirstTouch();
  return (
    <>
      {overlay && <OverlayNode overlay={overlay} />}
      {isUsed && <TooltipLayer />}
    </>
  );
}

/** True once the pointer or the keyboard was used: until then nobody misses a tooltip. */
function useFirstTouch(): boolean {
  const [isUsed, setUsed] = useState(false);
  useEffect(() => {
    const note = () => setUsed(true);
    const options = { once: true, passive: true } as const;
    addEventListener("pointermove", note, options);
    addEventListener("keydown", note, options);
    return () => {
      removeEventListener("pointermove", note);
      removeEventListener("keydown", note);
    };
  }, []);
  return isUsed;
}
