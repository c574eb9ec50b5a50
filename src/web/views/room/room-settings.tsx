import { useState, type FormEvent } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { ErrorView } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { chatActions } from "../../store/chats.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckField } from "../../ui/check-field.tsx";
import { ChoiceField } from "../../ui/choice-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { explainError, explainFault } from "../explain-error.ts";
import { readForm } from "../read-form.ts";
import { roomPath } from "../room-path.ts";
import styles from "./room-settings.module.css";

interface RoomSettingsProps {
  readonly room: RoomForMe;
  readonly onDone: () => void;
}

const kinds = [
  { value: "public", label: "Public", hint: "Everybody here can find it and join." },
  { value: "private", label: "Private", hint: "Only members know of it." },
];

export function RoomSettings({ room, onDone }: RoomSettingsProps) {
  const [failure, setFailure] = useState<ErrorView>();
  const [isBusy, setBusy] = useState(false);
  const [, navigate] = useBrowserLocation();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = readForm(event.currentTarget);
    setBusy(true);
    const outcome = await chatActions.changeRoom(room.id, {
      name: values["name"] ?? "",
      topic: values["topic"] ?? "",
      kind: values["kind"] === "private" ? "private" : "public",
      readableBy: values["readableBy"] === "everyone" ? "everyone" : "members",
      indexable: values["indexable"] === "on",
      ...(values["slug"] !== undefined && values["slug"] !== room.slug && { slug: values["slug"] }),
    });
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.error);
    if (outcome.value.slug !== room.slug) navigate(`${roomPath(outcome.value.slug)}#details`, { replace: true });
    return onDone();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} aria-label="Room settings">
      {failure && !failure.fields && (
        <Banner tone="bad" icon={CircleAlert}>
          {explainError(failure)}
        </Banner>
      )}
      <SettingsFields room={room} failure={failure} />
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

interface SettingsFieldsProps {
  readonly room: RoomForMe;
  readonly failure: ErrorView | undefined;
}

function SettingsFields({ room, failure }: SettingsFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        required
        maxLength={limits.roomNameMaxChars}
        defaultValue={room.name}
        fault={explainFault(failure, "name")}
      />
      <TextField
        label="Topic"
        name="topic"
        maxLength={limits.roomTopicMaxChars}
        defaultValue={room.topic}
        fault={explainFault(failure, "topic")}
      />
      <TextField
        label="Address"
        name="slug"
        prefix="/rooms/"
        defaultValue={room.slug}
        fault={explainFault(failure, "slug")}
        hint="Links to the old address stop working."
      />
      <ChoiceField label="Who can join" name="kind" choices={kinds} defaultValue={room.kind} />
      <CheckField
        label="Readable by everyone"
        name="readableBy"
        value="everyone"
        defaultChecked={room.readableBy === "everyone"}
        hint="Also without logging in."
      />
      <CheckField
        label="May be found by search engines"
        name="indexable"
        defaultChecked={room.indexable}
        hint="Only matters while everyone can read it."
      />
    </>
  );
}
