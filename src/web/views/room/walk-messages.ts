import type { KeyboardEvent } from "react";

/** Arrow keys go from message to message; Escape goes back to writing. */
export function walkMessages(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget } = event;
  if (key === "Escape") {
    document.querySelector<HTMLElement>("[data-composer]")?.focus();
    return;
  }
  const isStep = key === "ArrowUp" || key === "ArrowDown";
  if (!isStep || !(target instanceof HTMLElement) || target.closest("textarea")) return;
  const articles = [...currentTarget.querySelectorAll<HTMLElement>("article")];
  const current = target.closest("article");
  const at = current ? articles.indexOf(current) : articles.length;
  const next = articles[at + (key === "ArrowUp" ? -1 : 1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
