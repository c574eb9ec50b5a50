import { useState } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import MonitorSmartphone from "lucide-react/icons/monitor-smartphone";
import type { ErrorView } from "#protocol/errors.ts";
import type { SessionView } from "#protocol/session.ts";
import { formatDateTime } from "../../i18n/time.ts";
import { useZone } from "../../i18n/viewer-zone.ts";
import type { Outcome } from "../../store/contract.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { explainError } from "../explain-error.ts";
import styles from "./settings.module.css";

export interface SessionHandlers {
  readonly onEnd: (id: string) => Promise<Outcome<unknown>>;
  readonly onEndOthers: () => Promise<Outcome<unknown>>;
  readonly onRetry: () => void;
}

interface SessionsSectionProps {
  /** Undefined: on their way. */
  readonly sessions: readonly SessionView[] | undefined;
  readonly error?: ErrorView | undefined;
  readonly handlers?: SessionHandlers | undefined;
}

/** Where I am logged in, and a way to end each. */
export function SessionsSection({ sessions, error, handlers }: SessionsSectionProps) {
  const [failure, setFailure] = useState<ErrorView>();
  const shown = failure ?? error;
  const act = async (outcome: Promise<Outcome<unknown>> | undefined) => {
    const answer = await outcome;
    setFailure(answer?.ok === false ? answer.error : undefined);
  };
  return (
    <div className={styles.form}>
      {shown && (
        <Banner
          tone="bad"
          icon={CircleAlert}
          action={
            !sessions && (
              <Button tone="quiet" onClick={handlers?.onRetry}>
                Try again
              </Button>
            )
          }
        >
          {explainError(shown)}
        </Banner>
      )}
      {!sessions && !shown && <Skeleton kind="row" count={2} />}
      <ul className={styles.devices} aria-busy={!sessions && !shown}>
        {sessions?.map((session) => (
          <Device key={session.id} session={session} onEnd={handlers && (() => void act(handlers.onEnd(session.id)))} />
        ))}
      </ul>
      {sessions && sessions.length > 1 && (
        <form
          method="post"
          action="/settings/sessions/end-others/"
          onSubmit={(event) => {
            if (!handlers) return;
            event.preventDefault();
            void act(handlers.onEndOthers());
          }}
        >
          <Button type="submit" tone="danger">
            Log out everywhere else
          </Button>
        </form>
      )}
      {sessions?.length === 1 && <p className={styles.quiet}>You are logged in nowhere else.</p>}
    </div>
  );
}

function Device({ session, onEnd }: { readonly session: SessionView; readonly onEnd: (() => void) | undefined }) {
  const zone = useZone();
  const { id, device, address, createdAt, lastSeenAt, isThis } = session;
  return (
    <li className={styles.device}>
      <Icon of={MonitorSmartphone} size={20} />
      <div className={styles.facts}>
        <p>
          <bdi className={styles.name}>{device}</bdi> {isThis && <span className={styles.badge}>This device</span>}
        </p>
        <p className={styles.quiet}>
          {address} · since {formatDateTime(Date.parse(createdAt), zone)}
        </p>
        <p className={styles.quiet}>Last seen {formatDateTime(Date.parse(lastSeenAt), zone)}</p>
      </div>
      {!isThis && (
        <form
          method="post"
          action="/settings/sessions/end/"
          onSubmit={(event) => {
            if (!onEnd) return;
            event.preventDefault();
            onEnd();
          }}
        >
          <input type="hidden" name="id" value={id} />
          <Button type="submit" aria-label={`Log out ${device}`}>
            Log out
          </Button>
        </form>
      )}
    </li>
  );
}
