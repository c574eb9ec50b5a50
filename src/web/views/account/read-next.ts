/** Only a path of this installation: a login must not send people elsewhere. */
export function readNext(search: string): string | undefined {
  const next = new URLSearchParams(search).get("next");
  return next !== null && /^\/(?![/\\])/.test(next) ? next : undefined;
}
