export interface SafeLink {
  readonly href: string;
  /** Where it really leads, when its text does not say so. */
  readonly host: string | undefined;
}

/** Only http and https lead anywhere; everything else stays text. */
export function readLink(href: string, text: string): SafeLink | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  return { href: url.href, host: saysHost(text, url) ? undefined : url.host };
}

/** Does the text itself begin with the host that the link leads to? */
function saysHost(text: string, url: URL): boolean {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "");
  if (!said.startsWith(url.host)) return false;
  const next = said.charAt(url.host.length);
  return next === "" || "/?#".includes(next);
}
