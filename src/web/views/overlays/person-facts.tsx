import { useEffect, useState } from "react";
import type { Profile, User } from "#protocol/user.ts";
import { chatActions } from "../../store/chats.ts";
import styles from "./person-card.module.css";

/** What somebody tells of themselves, and what time it is where they are. */
export function PersonFacts({ user }: { readonly user: User }) {
  const loaded = useProfile(user);
  if (!loaded) return null;
  const { status, bio, pronouns, timeZone } = loaded.profile;
  const localTime = timeZone && nameLocalTime(timeZone, loaded.nowMs);
  return (
    <>
      {status && (
        <p className={styles.status}>
          {status.emoji} <bdi>{status.text}</bdi>
        </p>
      )}
      {bio && (
        <p className={styles.bio} dir="auto">
          {bio}
        </p>
      )}
      {(pronouns || localTime) && (
        <dl className={styles.facts}>
          {pronouns && <Fact name="Pronouns" value={pronouns} />}
          {localTime && <Fact name="Local time" value={localTime} />}
        </dl>
      )}
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  );
}

interface Loaded {
  readonly profile: Profile;
  /** When it came. */
  readonly nowMs: number;
}

function useProfile({ id }: User): Loaded | undefined {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    let isGone = false;
    const load = async () => {
      const outcome = await chatActions.loadPerson(id);
      if (outcome.ok && !isGone) setLoaded({ profile: outcome.value, nowMs: Date.now() });
    };
    void load();
    return () => {
      isGone = true;
    };
  }, [id]);
  return loaded;
}

/** Undefined for a zone that this browser does not know. */
function nameLocalTime(timeZone: string, nowMs: number): string | undefined {
  try {
    const format = new Intl.DateTimeFormat(undefined, {
      timeZone,
      weekday: "short",
      hour: "numeric",
      minute: "2-digit",
    });
    return format.format(nowMs);
  } catch {
    return undefined;
  }
}
