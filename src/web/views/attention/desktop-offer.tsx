import { useState } from "react";
import BellRing from "lucide-react/icons/bell-ring";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import styles from "./attention.module.css";

type Standing = "granted" | "denied" | "default" | "impossible";

function readStanding(): Standing {
  return "Notification" in globalThis && isSecureContext ? Notification.permission : "impossible";
}

/** Offers notifications outside the page where somebody thinks about them; nothing is asked before a press. */
export function DesktopOffer() {
  const [standing, setStanding] = useState(readStanding);
  const ask = async () => {
    await Notification.requestPermission();
    setStanding(readStanding());
  };
  switch (standing) {
    case "granted":
      return <p className={styles.quiet}>This browser shows notifications.</p>;
    case "denied":
      return (
        <p className={styles.quiet}>
          This browser was told to show no notifications from here. Its settings for this site can change that.
        </p>
      );
    case "impossible":
      return <p className={styles.quiet}>This browser can show notifications only over https.</p>;
    default:
      return (
        <div className={styles.offer}>
          <Icon of={BellRing} />
          <p className={styles.offerText}>Be told of messages to you while this page is in the background.</p>
          <Button onClick={() => void ask()}>Show notifications</Button>
        </div>
      );
  }
}
