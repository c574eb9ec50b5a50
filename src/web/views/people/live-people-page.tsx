import { useState } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { Self } from "#protocol/user.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { explainError } from "../explain-error.ts";
import { PeoplePage } from "./people-page.tsx";
import { useFoundPeople } from "./use-found-people.ts";
import { useOpenDirect } from "./use-open-direct.ts";
import styles from "./people-page.module.css";

export function LivePeoplePage({ me }: { readonly me: Self }) {
  const [typed, setTyped] = useState(() => new URLSearchParams(location.search).get("q") ?? "");
  const { users, error, loadMore } = useFoundPeople(typed);
  const direct = useOpenDirect();
  const failure = direct.error ?? error;
  return (
    <PeoplePage
      me={me}
      typed={typed}
      users={users}
      onType={setTyped}
      onMessage={(user) => void direct.open([user])}
      notice={
        failure && (
          <Banner tone="bad" icon={CircleAlert}>
            {explainError(failure)}
          </Banner>
        )
      }
      more={
        loadMore && (
          <div className={styles.more}>
            <Button onClick={() => void loadMore()}>Show more</Button>
          </div>
        )
      }
    />
  );
}
