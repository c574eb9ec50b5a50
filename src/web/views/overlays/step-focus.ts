import type { KeyboardEvent } from "react";

/** Moves the focus along the field and the choices below it. */
export function stepFocus(box: HTMLElement | null, by: number): void {
  const stops = [...(box?.querySelectorAll<HTMLElement>("input, button[data-choice]") ?? [])];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  stops[Math.min(stops.length - 1, Math.max(0, at + by))]?.focus();
}

/** Arrow keys on a choice. */
export function stepByArrows(event: KeyboardEvent, box: HTMLElement | null): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  stepFocus(box, event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
}
