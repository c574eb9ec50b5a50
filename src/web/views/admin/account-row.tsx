import { lazy, Suspense, useState } from "react";
import Ellipsis from "lucide-react/icons/ellipsis";
import type { Account } from "#protocol/user.ts";
import { formatDate } from "../../i18n/time.ts";
import { useZone } from "../../i18n/viewer-zone.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import type { AccountAsk } from "./account-ask.ts";
import styles from "./account-row.module.css";
import { SelectField } from "./select-field.tsx";

const AccountMenu = lazy(async () => ({ default: (await import("./account-menu.tsx")).AccountMenu }));

const roles = [
  ["member", "Member"],
  ["admin", "Administrator"],
] as const;

interface AccountRowProps {
  readonly account: Account;
  readonly isMe: boolean;
  readonly onAsk: (ask: AccountAsk) => void;
}

export function AccountRow({ account, isMe, onAsk }: AccountRowProps) {
  const { id, username, displayName, role, createdAt, deactivatedAt } = account;
  const [anchor, setAnchor] = useState<HTMLElement>();
  const zone = useZone();
  const isActive = deactivatedAt === undefined;
  return (
    <article className={styles.row} data-inactive={!isActive || undefined}>
      <Avatar name={displayName} seed={id} />
      <div className={styles.who}>
        <h2 className={styles.name}>
          <bdi>{displayName}</bdi>
          {isMe && <span className={styles.mark}>you</span>}
          {!isActive && <span className={styles.state}>deactivated</span>}
        </h2>
        <p className={styles.facts}>
          <bdi>@{username}</bdi> · since {formatDate(Date.parse(createdAt), zone)}
        </p>
      </div>
      <div className={styles.tools}>
        <SelectField
          label={`Role of ${displayName}`}
          value={role}
          choices={roles}
          isQuiet
          onChoose={(chosen) => chosen !== role && onAsk({ kind: "role", account, role: chosen })}
        />
        <IconButton
          icon={Ellipsis}
          label={`More about ${displayName}`}
          aria-haspopup="menu"
          aria-expanded={anchor !== undefined}
          onClick={({ currentTarget }) => setAnchor(currentTarget)}
        />
      </div>
      {anchor && (
        <Suspense fallback={null}>
          <AccountMenu account={account} anchor={anchor} onAsk={onAsk} onClose={() => setAnchor(undefined)} />
        </Suspense>
      )}
    </article>
  );
}
