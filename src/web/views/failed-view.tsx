import CloudAlert from "lucide-react/icons/cloud-alert";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

/** In the place of a view that has thrown. */
export function FailedView() {
  const reload = (
    <Button tone="primary" onClick={() => location.reload()}>
      Load it again
    </Button>
  );
  return (
    <main>
      <EmptyState icon={CloudAlert} level={1} title="This view has failed" action={reload}>
        Nothing you wrote is lost. If it fails again, tell whoever runs this installation.
      </EmptyState>
    </main>
  );
}
