import type { IncomingHttpHeaders } from "node:http";

/** Does a browser ask, that is going to show the answer? Scripts and bots ask for JSON, or for anything. */
export function wantsHtml({ headers }: { readonly headers: IncomingHttpHeaders }): boolean {
  return /\btext\/html\b/i.test(headers.accept ?? "");
}
