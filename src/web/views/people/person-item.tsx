import type { FormEvent } from "react";
import type { User } from "#protocol/user.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import styles from "./person-item.module.css";

interface PersonItemProps {
  readonly user: User;
  readonly isMe: boolean;
  readonly onMessage?: (user: User) => void;
}

/** Somebody, and the way to write to them. */
export function PersonItem({ user, isMe, onMessage }: PersonItemProps) {
  const submit = (event: FormEvent) => {
    if (!onMessage) return;
    event.preventDefault();
    onMessage(user);
  };
  return (
    <article className={styles.item}>
      <Avatar name={user.displayName} seed={user.id} src={user.avatar} />
      <div className={styles.who}>
        <h2 className={styles.name}>
          <bdi>{user.displayName}</bdi>
          {isMe && <span className={styles.note}> (you)</span>}
        </h2>
        <p className={styles.handle}>@{user.username}</p>
      </div>
      <form method="post" action="/direct/" onSubmit={submit}>
        <input type="hidden" name="userId" value={user.id} />
        <Button type="submit" aria-label={isMe ? "Write notes to yourself" : `Message ${user.displayName}`}>
          {isMe ? "Notes" : "Message"}
        </Button>
      </form>
    </article>
  );
}
