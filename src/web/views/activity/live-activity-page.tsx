import { useEffect, useState } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { ActivityItem } from "#protocol/attention-api.ts";
import type { ErrorView } from "#protocol/errors.ts";
import type { AnswerOf } from "#protocol/http-api.ts";
import type { Outcome } from "../../store/contract.ts";
import { actions, useApp } from "../../store/app.ts";
import { attentionActions } from "../../store/my-attention.ts";
import { countMentions } from "../../store/attention.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DesktopOffer } from "../attention/desktop-offer.tsx";
import { explainError } from "../explain-error.ts";
import { ActivityPage } from "./activity-page.tsx";
import styles from "./activity.module.css";

interface Loaded {
  readonly items: readonly ActivityItem[];
  readonly nextCursor: string | undefined;
  readonly error?: ErrorView;
  /** How much was unread when the newest were asked for. */
  readonly unread: number;
}

/** A failure leaves in sight what was there. */
function add(to: Loaded, answer: Outcome<AnswerOf<"listActivity">>, before: Loaded | undefined): Loaded {
  if (!answer.ok) return { ...(before ?? to), error: answer.error };
  const { items, nextCursor } = answer.value;
  return { items: [...to.items, ...items], nextCursor, unread: to.unread };
}

export function LiveActivityPage() {
  const rooms = useApp((state) => state.rooms);
  // What newly addresses me is at the top; asking again is simpler than telling what it would look like.
  const unread = useApp((state) => [...state.rooms.values()].reduce((sum, room) => sum + countMentions(room), 0));
  const [loaded, setLoaded] = useState<Loaded>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    let isGone = false;
    const loadNewest = async () => {
      const answer = await attentionActions.listActivity(undefined);
      if (!isGone) setLoaded((before) => add({ items: [], nextCursor: undefined, unread }, answer, before));
    };
    void loadNewest();
    return () => {
      isGone = true;
    };
  }, [unread]);
  const again = async () => {
    const answer = await attentionActions.listActivity(undefined);
    setLoaded((before) => add({ items: [], nextCursor: undefined, unread }, answer, before));
  };
  const more = async () => {
    setBusy(true);
    const answer = await attentionActions.listActivity(loaded?.nextCursor);
    setLoaded((before) => before && add(before, answer, before));
    setBusy(false);
  };
  return (
    <ActivityPage
      items={loaded?.items ?? []}
      roomOf={(roomId) => rooms.get(roomId)}
      isLoading={!loaded}
      action={unread > 0 && <Button onClick={() => actions.markAllRead()}>Mark all read</Button>}
      notice={
        <>
          {!loaded && <Skeleton kind="row" count={6} />}
          {loaded?.error && (
            <Banner tone="bad" icon={CircleAlert} action={<Button onClick={() => void again()}>Try again</Button>}>
              {explainError(loaded.error)}
            </Banner>
          )}
          {loaded?.nextCursor !== undefined && (
            <p className={styles.more}>
              <Button isBusy={isBusy} onClick={() => void more()}>
                Older
              </Button>
            </p>
          )}
          {loaded && loaded.items.length > 0 && <DesktopOffer />}
        </>
      }
    />
  );
}
