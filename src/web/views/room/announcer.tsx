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
  useEffect(() => {
    const newest = newestN(items);
    if (spokenN.current === undefined) {
      spokenN.current = newest;
      return undefined;
    }
    if (newest <= spokenN.current) return undefined;
    const timer = setTimeout(() => {
      setText(speak(items, spokenN.current ?? newest, { myId, blocks }));
      spokenN.current = newest;
    }, batchMs);
    return () => clearTimeout(timer);
  }, [items, myId, blocks]);
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
