import { useEffect, useState } from "react";
import type { User } from "#protocol/user.ts";
import { useApp } from "../../store/app.ts";
import { attentionActions } from "../../store/my-attention.ts";
import type { Outcome } from "../../store/contract.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { explainError } from "../explain-error.ts";
import styles from "./attention.module.css";

/** Whom I have blocked; only I see this. */
export function BlockedPeople() {
  const blocks = useApp((state) => state.blocks);
  const [loaded, setLoaded] = useState<{ answer: Outcome<User[]>; blocks: ReadonlySet<number> }>();
  const answer = loaded?.answer;
  useEffect(() => {
    let isGone = false;
    const load = async () => {
      const found = await attentionActions.listBlocks();
      if (!isGone) setLoaded({ answer: found, blocks });
    };
    void load();
    return () => {
      isGone = true;
    };
  }, [blocks]);
  if (!answer) return <Skeleton kind="row" count={2} />;
  if (!answer.ok) return <p role="alert">{explainError(answer.error)}</p>;
  if (answer.value.length === 0) {
    return (
      <p className={styles.quiet}>
        Nobody. You can block somebody from the menu of a message of theirs or from their card: their messages are then
        folded away, and they cannot reach you. They are not told.
      </p>
    );
  }
  return (
    <ul className={styles.people} aria-label="People I have blocked">
      {answer.value.map((user) => (
        <li key={user.id} className={styles.person}>
          <Avatar name={user.displayName} seed={user.id} src={user.avatar} size="medium" />
          <span className={styles.name}>
            <bdi>{user.displayName}</bdi>
            <span className={styles.handle}>@{user.username}</span>
          </span>
          <Button onClick={() => void attentionActions.unblock(user.id)}>Unblock</Button>
        </li>
      ))}
    </ul>
  );
}
