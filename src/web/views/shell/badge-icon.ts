const iconPath = "/favicon.svg";
let plain: Promise<string> | undefined;

/** Draws what is unread into the tab's icon: a number for what addresses me, a dot for the rest. */
export async function badgeIcon(mentions: number, unreadRooms: number): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link || (mentions + unreadRooms === 0 && plain === undefined)) return;
  if (mentions + unreadRooms === 0) {
    link.href = iconPath;
    return;
  }
  plain ??= fetch(iconPath).then((response) => response.text());
  const svg = await plain.catch(() => undefined);
  if (svg) link.href = `data:image/svg+xml,${encodeURIComponent(withBadge(svg, mentions))}`;
}

/** @param svg A drawing of 64 × 64. */
export function withBadge(svg: string, mentions: number): string {
  const text = mentions > 9 ? "9+" : String(mentions);
  const badge =
    mentions > 0
      ? `<circle cx="46" cy="18" r="18" fill="#241f1a"/><text x="46" y="26" font-family="system-ui,sans-serif" font-size="${text.length > 1 ? 20 : 24}" font-weight="700" text-anchor="middle" fill="#fff">${text}</text>`
      : `<circle cx="51" cy="13" r="11" fill="#241f1a" stroke="#fff" stroke-width="4"/>`;
  return svg.replace("</svg>", `${badge}</svg>`);
}
