import { useState } from "react";
import type { Self } from "#protocol/user.ts";
import { useZone } from "../../i18n/viewer-zone.ts";
import { Avatar } from "../../ui/avatar.tsx";
import type { FormValues } from "../read-form.ts";
import { tellLocalTime } from "./tell-local-time.ts";
import styles from "./settings.module.css";

interface ProfilePreviewProps {
  readonly me: Self;
  /** What stands in the form just now. */
  readonly typed: FormValues;
}

/** Me, as others see me. */
export function ProfilePreview({ me, typed }: ProfilePreviewProps) {
  const pronouns = typed["pronouns"] ?? me.pronouns;
  const bio = typed["bio"] ?? me.bio;
  const zone = typed["timeZone"] ?? me.timeZone ?? "";
  const name = typed["displayName"] ?? me.displayName;
  const [nowMs] = useState(() => Date.now());
  // Which moment it is, only the browser can say for long.
  const time = useZone() === "local" ? tellLocalTime(zone, nowMs) : undefined;
  return (
    <section className={styles.preview} aria-label="How others see you">
      <Avatar name={name} seed={me.id} src={me.avatar} size="huge" />
      <div className={styles.facts}>
        <p className={styles.name}>
          <bdi>{name}</bdi>
          {pronouns && <bdi className={styles.pronouns}>{pronouns}</bdi>}
        </p>
        <p className={styles.quiet}>
          @{me.username}
          {time !== undefined && ` · ${time} there`}
        </p>
        {me.status && (
          <p>
            {me.status.emoji} <bdi>{me.status.text}</bdi>
          </p>
        )}
        {bio && (
          <p className={styles.bio} dir="auto">
            {bio}
          </p>
        )}
      </div>
    </section>
  );
}
