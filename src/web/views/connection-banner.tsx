import { useEffect, useState } from "react";
import CloudOff from "lucide-react/icons/cloud-off";
import { useApp } from "../store/app.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { ButtonLink } from "../ui/button-link.tsx";

const patienceMs = 3_000;

/** Short breaks heal unseen; after three seconds it says what is going on. */
export function ConnectionBanner() {
  const connection = useApp((state) => state.connection);
  const troubledSinceMs = useApp((state) => state.troubledSinceMs);
  const isUnkept = useApp(({ isOutboxVolatile, outbox }) => isOutboxVolatile && outbox.length > 0);
  const isLong = useIsOlder(troubledSinceMs, patienceMs);
  if (connection.kind === "ended") return <EndedBanner reason={connection.reason} />;
  if (!isLong || connection.kind === "live") return null;
  return (
    <Banner tone="warn" icon={CloudOff}>
      No connection. Trying again;{" "}
      {isUnkept
        ? "this browser gives no storage, so what is not sent yet is lost when you close this tab."
        : "what you write is kept and goes out by itself."}
    </Banner>
  );
}

function EndedBanner({ reason }: { readonly reason: "session" | "version" }) {
  if (reason === "session") {
    const action = <ButtonLink href={`/login/?next=${encodeURIComponent(location.pathname)}`}>Log in</ButtonLink>;
    return (
      <Banner tone="warn" icon={CloudOff} action={action}>
        You were logged out. Log in to go on; your drafts are kept.
      </Banner>
    );
  }
  return (
    <Banner tone="warn" icon={CloudOff} action={<Button onClick={() => location.reload()}>Reload</Button>}>
      There is a new version. Reload when it suits you; your drafts are kept.
    </Banner>
  );
}

/** True once a moment lies further back than this; false while there is none. */
function useIsOlder(sinceMs: number | undefined, ageMs: number): boolean {
  const [olderMs, setOlderMs] = useState<number>();
  useEffect(() => {
    if (sinceMs === undefined) return undefined;
    const timer = setTimeout(() => setOlderMs(sinceMs), Math.max(0, sinceMs + ageMs - Date.now()));
    return () => clearTimeout(timer);
  }, [sinceMs, ageMs]);
  return sinceMs !== undefined && olderMs === sinceMs;
}
