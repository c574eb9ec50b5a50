import { useState, type FormEvent, type ReactNode } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { ErrorView } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckField } from "../../ui/check-field.tsx";
import { ChoiceField } from "../../ui/choice-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { explainError, explainFault } from "../explain-error.ts";
import { readForm, type FormValues } from "../read-form.ts";
import { makeSlug } from "./make-slug.ts";
import styles from "./create-room-form.module.css";

interface CreateRoomFormProps {
  readonly error?: ErrorView | undefined;
  readonly values?: FormValues | undefined;
  /** Resolves to what the server refused; nothing when the room was made. */
  readonly onCreate?: (values: FormValues) => Promise<ErrorView | undefined>;
  readonly cancel?: ReactNode;
}

const kinds = [
  { value: "public", label: "Public", hint: "Everybody here can find it and join." },
  { value: "private", label: "Private", hint: "Only members know of it; they add others." },
];

export function CreateRoomForm({ error, values, onCreate, cancel }: CreateRoomFormProps) {
  const [failure, setFailure] = useState(error);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    if (!onCreate) return;
    event.preventDefault();
    setBusy(true);
    setFailure(await onCreate(readForm(event.currentTarget)));
    setBusy(false);
  };
  return (
    <form className={styles.form} method="post" action="/rooms/create/" onSubmit={(event) => void submit(event)}>
      {failure && !failure.fields && failure.code !== "slug_taken" && (
        <Banner tone="bad" icon={CircleAlert}>
          {explainError(failure)}
        </Banner>
      )}
      <NameAndAddress failure={failure} values={values} />
      <ChoiceField label="Who can join" name="kind" choices={kinds} defaultValue={values?.["kind"] ?? "public"} />
      <CheckField
        label="Readable by everyone"
        name="readableBy"
        value="everyone"
        defaultChecked={values?.["readableBy"] === "everyone"}
        hint="Also without logging in. Good for announcements; not for what should stay here."
      />
      <div className={styles.actions}>
        {cancel}
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Create room
        </Button>
      </div>
    </form>
  );
}

interface NameAndAddressProps {
  readonly failure: ErrorView | undefined;
  readonly values: FormValues | undefined;
}

function NameAndAddress({ failure, values }: NameAndAddressProps) {
  const [slug, setSlug] = useState(() => makeSlug(values?.["name"] ?? ""));
  const isTaken = failure?.code === "slug_taken";
  return (
    <>
      <TextField
        label="Name"
        name="name"
        required
        autoComplete="off"
        maxLength={limits.roomNameMaxChars}
        defaultValue={values?.["name"]}
        onChange={(event) => setSlug(makeSlug(event.target.value))}
        fault={explainFault(failure, "name")}
        placeholder="Book club"
        data-first
      />
      <TextField
        label="Address (optional)"
        name="slug"
        prefix="/rooms/"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={values?.["slug"]}
        placeholder={slug || "made-from-the-name"}
        fault={explainFault(failure, "slug") ?? (isTaken ? failure.message : undefined)}
        hint="Part of the link to the room. Left empty, it is made from the name."
      />
      <TextField
        label="Topic (optional)"
        name="topic"
        autoComplete="off"
        maxLength={limits.roomTopicMaxChars}
        defaultValue={values?.["topic"]}
        fault={explainFault(failure, "topic")}
        placeholder="What this room is for"
      />
    </>
  );
}
