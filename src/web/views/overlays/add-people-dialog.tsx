import { useEffect, useState } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { ErrorView } from "#protocol/errors.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { User } from "#protocol/user.ts";
import { useApp } from "../../store/app.ts";
import { chatActions } from "../../store/chats.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ChoiceField } from "../../ui/choice-field.tsx";
import { Dialog, DialogClose } from "../../ui/dialog.tsx";
import { explainError, explainFault } from "../explain-error.ts";
import { nameRoom } from "../name-room.ts";
import { listRecent } from "../people/list-recent.ts";
import { PeoplePicker } from "../people/people-picker.tsx";
import styles from "./confirm-dialogs.module.css";
import { closeOverlay } from "./overlay-store.ts";

const histories = [
  { value: "all", label: "They see everything", hint: "Also what was written before they came." },
  {
    value: "none",
    label: "They see what comes from now on",
    hint: "Nothing older, not even when it is changed later.",
  },
];

export function AddPeopleDialog({ room }: { readonly room: RoomForMe }) {
  const [chosen, choose] = useState<readonly User[]>([]);
  const [failure, setFailure] = useState<ErrorView>();
  const [isBusy, setBusy] = useState(false);
  const recent = listRecent(useApp((state) => state.rooms).values());
  const present = usePresent(room);
  const asksHistory = room.kind !== "public" && room.readableBy === "members" && room.n > 0;
  const add = async (history: boolean) => {
    if (chosen.length === 0) return;
    setBusy(true);
    const outcome = await chatActions.addPeople(
      room.id,
      chosen.map(({ id }) => id),
      history,
    );
    setBusy(false);
    if (outcome.ok) closeOverlay();
    else setFailure(outcome.error);
  };
  return (
    <Dialog title={`Add people to ${nameRoom(room)}`} onClose={closeOverlay}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void add(new FormData(event.currentTarget).get("history") !== "none");
        }}
      >
        <PeoplePicker
          label="Who should be in it?"
          chosen={chosen}
          onChoose={choose}
          recent={recent}
          except={present}
          onDone={() => undefined}
        />
        {asksHistory && (
          <ChoiceField label="What was said before" name="history" choices={histories} defaultValue="all" />
        )}
        {failure && (
          <Banner tone="bad" icon={CircleAlert}>
            {explainFault(failure, "userIds") ?? explainError(failure)}
          </Banner>
        )}
        <div className={styles.actions}>
          <DialogClose render={<Button tone="quiet">Cancel</Button>} />
          <Button type="submit" tone="primary" disabled={chosen.length === 0} isBusy={isBusy}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Who is in it already and need not be offered. */
function usePresent({ id }: RoomForMe): ReadonlySet<number> {
  const [present, setPresent] = useState<ReadonlySet<number>>(() => new Set());
  useEffect(() => {
    let isGone = false;
    const load = async () => {
      const outcome = await chatActions.loadMembers(id);
      if (outcome.ok && !isGone) setPresent(new Set(outcome.value.map(({ user }) => user.id)));
    };
    void load();
    return () => {
      isGone = true;
    };
  }, [id]);
  return present;
}
