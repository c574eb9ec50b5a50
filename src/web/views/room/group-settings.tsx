import { useState, type FormEvent } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { ErrorView } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { chatActions } from "../../store/chats.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { explainError, explainFault } from "../explain-error.ts";
import { nameRoom } from "../name-room.ts";
import { readForm } from "../read-form.ts";
import styles from "./room-settings.module.css";

interface GroupSettingsProps {
  readonly room: RoomForMe;
  readonly onDone: () => void;
}

/** Everybody in a group names it. */
export function GroupSettings({ room, onDone }: GroupSettingsProps) {
  const [failure, setFailure] = useState<ErrorView>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name = "", topic = "" } = readForm(event.currentTarget);
    setBusy(true);
    const outcome = await chatActions.changeRoom(room.id, { topic, ...(name !== room.name && { name }) });
    setBusy(false);
    if (outcome.ok) onDone();
    else setFailure(outcome.error);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} aria-label="Group settings">
      {failure && !failure.fields && (
        <Banner tone="bad" icon={CircleAlert}>
          {explainError(failure)}
        </Banner>
      )}
      <TextField
        label="Name"
        name="name"
        maxLength={limits.roomNameMaxChars}
        defaultValue={room.name}
        placeholder={nameRoom(room)}
        fault={explainFault(failure, "name")}
        hint="Everybody in the group sees it."
      />
      <TextField
        label="Topic"
        name="topic"
        maxLength={limits.roomTopicMaxChars}
        defaultValue={room.topic}
        fault={explainFault(failure, "topic")}
      />
      <div className={styles.actions}>
        <Button tone="quiet" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Save
        </Button>
      </div>
    </form>
  );
}
