import LogOut from "lucide-react/icons/log-out";
import MessageSquareText from "lucide-react/icons/message-square-text";
import Pencil from "lucide-react/icons/pencil";
import UserRoundCheck from "lucide-react/icons/user-round-check";
import UserRoundX from "lucide-react/icons/user-round-x";
import { navigate } from "wouter/use-browser-location";
import type { Account } from "#protocol/user.ts";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import type { AccountAsk } from "./account-ask.ts";
import { messagesPath } from "./messages-path.ts";

interface AccountMenuProps {
  readonly account: Account;
  readonly anchor: HTMLElement;
  readonly onAsk: (ask: AccountAsk) => void;
  readonly onClose: () => void;
}

export function AccountMenu({ account, anchor, onAsk, onClose }: AccountMenuProps) {
  // The menu gives back the focus first, so that the dialog can give it back to the same place.
  const ask = (kind: "rename" | "end" | "deactivate" | "reactivate") => () =>
    queueMicrotask(() => onAsk({ kind, account }));
  const isActive = account.deactivatedAt === undefined;
  const items: MenuItem[] = [
    {
      label: "Show messages",
      icon: MessageSquareText,
      onSelect: () => navigate(messagesPath({ author: account.id })),
    },
    { label: "Change name", icon: Pencil, onSelect: ask("rename") },
    { label: "Log out everywhere", icon: LogOut, onSelect: ask("end") },
    isActive
      ? { label: "Deactivate", icon: UserRoundX, isDanger: true, onSelect: ask("deactivate") }
      : { label: "Reactivate", icon: UserRoundCheck, onSelect: ask("reactivate") },
  ];
  return <Menu label={account.displayName} anchor={anchor} items={items} onClose={onClose} />;
}
