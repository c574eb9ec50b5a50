import { useRef, useState } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { ErrorView } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { Self } from "#protocol/user.ts";
import type { Outcome } from "../../store/contract.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { explainError } from "../explain-error.ts";
import styles from "./settings.module.css";

export interface AvatarHandlers {
  readonly onChoose: (picture: Blob) => Promise<Outcome<unknown>>;
  readonly onRemove: () => Promise<Outcome<unknown>>;
}

interface AvatarFormProps {
  readonly me: Self;
  readonly error?: ErrorView | undefined;
  readonly handlers?: AvatarHandlers | undefined;
}

const accepted = "image/png,image/jpeg,image/webp,image/gif,image/avif";
const megabytes = limits.avatarMaxBytes / 1_048_576;
const tooLarge: ErrorView = { code: "too_large", message: `That picture is larger than ${megabytes} MB.` };

/** Chosen is sent; without a script by a button of its own. */
export function AvatarForm({ me, error, handlers }: AvatarFormProps) {
  const [failure, setFailure] = useState(error);
  return (
    <div className={styles.form}>
      {handlers ? (
        <LivePicture me={me} handlers={handlers} onFailure={setFailure} />
      ) : (
        <PlainPicture hasPicture={me.avatar !== undefined} />
      )}
      {failure && (
        <Banner tone="bad" icon={CircleAlert}>
          {failure.code === "bad_picture"
            ? "That file cannot be shown as a picture. Try a PNG or JPEG of at most 40 megapixels."
            : explainError(failure)}
        </Banner>
      )}
    </div>
  );
}

interface LivePictureProps {
  readonly me: Self;
  readonly handlers: AvatarHandlers;
  readonly onFailure: (failure: ErrorView | undefined) => void;
}

function LivePicture({ me, handlers, onFailure }: LivePictureProps) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState<"send" | "remove">();
  const act = async (kind: "send" | "remove", outcome: Promise<Outcome<unknown>>) => {
    setBusy(kind);
    const { ok, ...rest } = await outcome;
    setBusy(undefined);
    onFailure(ok || !("error" in rest) ? undefined : rest.error);
  };
  const choose = (picture: File | undefined) => {
    if (!picture) return;
    if (picture.size > limits.avatarMaxBytes) onFailure(tooLarge);
    else void act("send", handlers.onChoose(picture));
  };
  return (
    <div className={styles.buttons}>
      <input
        ref={input}
        type="file"
        accept={accepted}
        hidden
        aria-label="Picture"
        onChange={(event) => {
          choose(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button isBusy={busy === "send"} onClick={() => input.current?.click()}>
        {busy === "send" ? "Sending…" : me.avatar === undefined ? "Choose a picture" : "Choose another picture"}
      </Button>
      {me.avatar !== undefined && (
        <Button tone="quiet" isBusy={busy === "remove"} onClick={() => void act("remove", handlers.onRemove())}>
          Remove picture
        </Button>
      )}
      <span className={styles.quiet}>At most {megabytes} MB.</span>
    </div>
  );
}

function PlainPicture({ hasPicture }: { readonly hasPicture: boolean }) {
  return (
    <>
      <form className={styles.buttons} method="post" action="/settings/avatar/" encType="multipart/form-data">
        <input type="file" name="avatar" accept={accepted} required aria-label="Picture" />
        <Button type="submit">Send picture</Button>
      </form>
      {hasPicture && (
        <form method="post" action="/settings/avatar/remove/">
          <Button type="submit" tone="quiet">
            Remove picture
          </Button>
        </form>
      )}
    </>
  );
}
