/** Moves the focus to the next part of the page, or the one before. */
export function stepRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region], [data-composer]")].filter(
    (region) => region.offsetParent !== null || getComputedStyle(region).position === "fixed",
  );
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 && step < 0 ? regions.length - 1 : (at + step + regions.length) % regions.length;
  regions[next]?.focus();
}
