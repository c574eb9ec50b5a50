import { useEffect, useState } from "react";
import X from "lucide-react/icons/x";
import type { UserId } from "#protocol/ids.ts";
import { http } from "../../store/app.ts";
import { Icon } from "../../ui/icon.tsx";
import { Link } from "../../ui/link.tsx";
import styles from "./author-chip.module.css";

interface AuthorChipProps {
  readonly id: UserId;
  /** Where everybody's messages are shown. */
  readonly href: string;
}

/** Says whose messages are shown, and leads back to everybody's. */
export function AuthorChip({ id, href }: AuthorChipProps) {
  const [name, setName] = useState("one person");
  useEffect(() => {
    let isGone = false;
    void http("getUser", { params: { id } }).then((answer) => {
      if (answer.ok && !isGone) setName(answer.value.user.displayName);
    });
    return () => {
      isGone = true;
    };
  }, [id]);
  return (
    <Link href={href} className={styles.chip} aria-label={`By ${name} only: show everybody's`}>
      <span className={styles.name}>
        By <bdi>{name}</bdi>
      </span>
      <Icon of={X} size={16} />
    </Link>
  );
}
