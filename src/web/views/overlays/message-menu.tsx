import CircleUser from "lucide-react/icons/circle-user";
import Ban from "lucide-react/icons/ban";
import Copy from "lucide-react/icons/copy";
import Link2 from "lucide-react/icons/link-2";
import MailOpen from "lucide-react/icons/mail-open";
import Pencil from "lucide-react/icons/pencil";
import Trash2 from "lucide-react/icons/trash-2";
import type { Message } from "#protocol/message.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { actions, useApp } from "../../store/app.ts";
import { attentionActions } from "../../store/my-attention.ts";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { copyText } from "../copy-text.ts";
import { roomPath } from "../room-path.ts";
import { closeOverlay, openOverlay } from "./overlay-store.ts";

interface MessageMenuProps {
  readonly message: Message;
  readonly room: RoomForMe;
  readonly anchor: HTMLElement;
  readonly canDelete: boolean;
  readonly startEdit: (() => void) | undefined;
}

export function MessageMenu({ message, room, anchor, canDelete, startEdit }: MessageMenuProps) {
  const link = new URL(`${roomPath(room.slug)}?at=${message.seq}`, location.href).href;
  const me = useApp((state) => state.me);
  const isBlocked = useApp((state) => state.blocks.has(message.author.id));
  const items: MenuItem[] = [
    { label: "Copy link", icon: Link2, onSelect: () => void copyText(link) },
    { label: "Copy text", icon: Copy, onSelect: () => void copyText(message.body) },
  ];
  const { author } = message;
  const showAuthor = () => openOverlay({ kind: "person", user: author, anchor });
  items.push({
    label: `About ${author.displayName}`,
    icon: CircleUser,
    onSelect: () => queueMicrotask(showAuthor),
  });
  if (room.membership) {
    const markUnread = () => void actions.markUnread(room.id, message.n);
    items.push({ label: "Mark unread from here", icon: MailOpen, onSelect: markUnread });
  }
  if (me && author.id !== me.id) {
    items.push({
      label: isBlocked ? `Unblock ${author.displayName}` : `Block ${author.displayName}`,
      icon: Ban,
      onSelect: () => void (isBlocked ? attentionActions.unblock(author.id) : attentionActions.block(author.id)),
    });
  }
  if (startEdit) items.push({ label: "Edit message", icon: Pencil, onSelect: startEdit });
  if (canDelete) {
    const ask = () => openOverlay({ kind: "delete-message", message });
    items.push({ label: "Delete message", icon: Trash2, isDanger: true, onSelect: () => queueMicrotask(ask) });
  }
  return <Menu label="Message" anchor={anchor} items={items} onClose={closeOverlay} />;
}
