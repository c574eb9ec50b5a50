import SearchX from "lucide-react/icons/search-x";
import { ButtonLink } from "../ui/button-link.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageLayout } from "./page-layout.tsx";

export function NotFoundPage({ isGuest }: { readonly isGuest: boolean }) {
  return (
    <PageLayout title="Not found">
      <EmptyState
        icon={SearchX}
        title="There is nothing here, or you may not see it"
        action={
          <>
            <ButtonLink href="/rooms/">Browse rooms</ButtonLink>
            {isGuest && <ButtonLink href="/login/">Log in</ButtonLink>}
            <ButtonLink href="/" tone="primary">
              Go to the lobby
            </ButtonLink>
          </>
        }
      >
        The link may be mistyped, or the room may be private.{" "}
        {isGuest ? "If you are a member, log in first." : "Somebody who is in it can add you."}
      </EmptyState>
    </PageLayout>
  );
}
