import { ButtonLink } from "../../ui/button-link.tsx";
import styles from "./guest-card.module.css";

export function GuestCard() {
  return (
    <div className={styles.card}>
      <p className={styles.text}>Log in to write and to keep your rooms.</p>
      <div className={styles.actions}>
        <ButtonLink href="/login/" isWide>
          Log in
        </ButtonLink>
        <ButtonLink href="/register/" isWide>
          Register
        </ButtonLink>
      </div>
    </div>
  );
}
