import { ButtonLink } from "../../ui/button-link.tsx";
import { ComposerBar } from "./composer-bar.tsx";

/** `next` brings the reader back to this room. */
export function GuestBar({ next }: { readonly next: string }) {
  const query = `?next=${encodeURIComponent(next)}`;
  return (
    <ComposerBar text="You are reading as a guest. Log in or register to write.">
      <ButtonLink href={`/login/${query}`} tone="plain">
        Log in
      </ButtonLink>
      <ButtonLink href={`/register/${query}`} tone="primary">
        Register
      </ButtonLink>
    </ComposerBar>
  );
}
