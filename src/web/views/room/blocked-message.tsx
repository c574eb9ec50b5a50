import { useState, type ReactNode } from "react";
import styles from "./blocked-message.module.css";

/** What somebody wrote whom I have blocked: folded away until I ask for it. */
export function BlockedMessage({ children }: { readonly children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <p className={styles.line}>
        Blocked message{" · "}
        <button type="button" className={styles.button} aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? "Hide" : "Show"}
        </button>
      </p>
      {isShown && children}
    </>
  );
}
