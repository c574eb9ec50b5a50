import CloudAlert from "lucide-react/icons/cloud-alert";
import type { ErrorView } from "#protocol/errors.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { explainError } from "../explain-error.ts";
import { NotFoundPage } from "../not-found-page.tsx";
import { PageLayout } from "../page-layout.tsx";

interface RefusedRoomProps {
  readonly error: ErrorView;
  readonly isGuest: boolean;
}

/** In the place of a room that did not open. */
export function RefusedRoom({ error, isGuest }: RefusedRoomProps) {
  if (error.code === "not_found" || error.code === "unauthenticated") return <NotFoundPage isGuest={isGuest} />;
  return (
    <PageLayout title="Room">
      <EmptyState icon={CloudAlert} title="The room did not open">
        {explainError(error)}
      </EmptyState>
    </PageLayout>
  );
}
