/** Arrow keys go from message to message inside the log; Escape goes back to writing. */
export function walkMessages(log: HTMLElement | null, signal: AbortSignal): void {
  if (!log) return;
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target } = event;
    if (!(target instanceof HTMLElement) || target.closest("textarea")) return;
    if (key === "Escape") document.querySelector<HTMLElement>("[data-composer]")?.focus();
    else if (key === "ArrowUp" || key === "ArrowDown") step(log, target, key === "ArrowUp" ? -1 : 1, event);
  };
  log.addEventListener("keydown", onKeyDown, { signal });
}

function step(log: HTMLElement, from: HTMLElement, by: 1 | -1, event: KeyboardEvent): void {
  const articles = [...log.querySelectorAll<HTMLElement>("article")];
  const current = from.closest("article");
  const next = articles[(current ? articles.indexOf(current) : articles.length) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Alt with a click on a message. */
export function watchAltClicks(log: HTMLElement | null, onMessage: (n: number) => void, signal: AbortSignal): void {
  if (!log) return;
  const onClick = ({ altKey, target }: MouseEvent) => {
    const article = altKey && target instanceof Element ? target.closest<HTMLElement>("article[data-n]") : null;
    if (article) onMessage(Number(article.dataset["n"]));
  };
  log.addEventListener("click", onClick, { signal });
}
