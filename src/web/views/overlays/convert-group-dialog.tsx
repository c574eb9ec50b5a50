import { useState, type FormEvent } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { ErrorView } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { chatActions } from "../../store/chats.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogClose } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { explainError, explainFault } from "../explain-error.ts";
import { readForm } from "../read-form.ts";
import { roomPath } from "../room-path.ts";
import { makeSlug } from "../rooms/make-slug.ts";
import styles from "./confirm-dialogs.module.css";
import { closeOverlay } from "./overlay-store.ts";

/** Says what it means before it is done, since there is no way back. */
export function ConvertGroupDialog({ room }: { readonly room: RoomForMe }) {
  const [failure, setFailure] = useState<ErrorView>();
  const [isBusy, setBusy] = useState(false);
  const [, navigate] = useBrowserLocation();
  const convert = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name = "" } = readForm(event.currentTarget);
    setBusy(true);
    const slug = makeSlug(name);
    const change = { kind: "private" as const, name };
    let outcome = await chatActions.changeRoom(room.id, slug === "" ? change : { ...change, slug });
    // The name is taken as an address, or cannot be one: it keeps the address that it has.
    if (!outcome.ok && (outcome.error.code === "slug_taken" || outcome.error.fields?.["slug"] !== undefined)) {
      outcome = await chatActions.changeRoom(room.id, change);
    }
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.error);
    closeOverlay();
    return navigate(`${roomPath(outcome.value.slug)}#details`, { replace: true });
  };
  return (
    <Dialog title="Turn this group into a private room?" onClose={closeOverlay}>
      <form className={styles.form} onSubmit={(event) => void convert(event)}>
        <ul className={styles.points}>
          <li>Everybody in the group stays, and so does everything that was said.</li>
          <li>You become its owner: only you change its name and who may read it, and remove people.</li>
          <li>Whoever joins later may be shown all of its history.</li>
          <li>It cannot become a group again.</li>
        </ul>
        <TextField
          label="Name of the room"
          name="name"
          data-first
          required
          autoComplete="off"
          maxLength={limits.roomNameMaxChars}
          defaultValue={room.name}
          fault={explainFault(failure, "name")}
        />
        {failure && !failure.fields && (
          <Banner tone="bad" icon={CircleAlert}>
            {explainError(failure)}
          </Banner>
        )}
        <div className={styles.actions}>
          <DialogClose render={<Button tone="quiet">Cancel</Button>} />
          <Button type="submit" tone="primary" isBusy={isBusy}>
            Turn into a room
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
