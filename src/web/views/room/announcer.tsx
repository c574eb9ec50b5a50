import { useEffect, useRef, useState } from "react";
import type { TimelineItem } from "../../store/contract.ts";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";

interface AnnouncerProps {
  readonly items: readonly TimelineItem[];
  readonly myId: number | undefined;
  /** What these write is not said. */
  readonly blocks: ReadonlySet<number>;
}

const batchMs = 600;
const spokenChars = 240;

/** The one live region: says each message that comes in, once, several together when they come quickly. */
export function Announcer({ items, myId, blocks }: AnnouncerProps) {
  const [text, setText] = useState("");
  const spokenN = useRef<number | undefined>(undefined);
  const latest = useRef({ items, myId, blocks });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = { items, myId, blocks };
    const newest = newestN(items);
    spokenN.current ??= newest;
    if (newest <= spokenN.current) return;
    // Not put off by what comes meanwhile: in a busy room there is no quiet to wait for.
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const { items: heard, myId: mine, blocks: blocked } = latest.current;
      setText(speak(heard, spokenN.current ?? newest, { myId: mine, blocks: blocked }));
      spokenN.current = newestN(heard);
    }, batchMs);
  }, [items, myId, blocks]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <VisuallyHidden>
      <output>{text}</output>
    </VisuallyHidden>
  );
}

function newestN(items: readonly TimelineItem[]): number {
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at];
    if (item?.kind === "message") return item.message.n;
  }
  return 0;
}

function speak(
  items: readonly TimelineItem[],
  afterN: number,
  { myId, blocks }: Omit<AnnouncerProps, "items">,
): string {
  const lines: string[] = [];
  for (const item of items) {
    if (item.kind !== "message" || item.message.n <= afterN || item.message.author.id === myId) continue;
    if (blocks.has(item.message.author.id)) continue;
    lines.push(`${item.message.author.displayName}: ${item.message.body.slice(0, spokenChars)}`);
  }
  return lines.join(". ");
}
