import { useState } from "react";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { ErrorView } from "#protocol/errors.ts";
import type { User } from "#protocol/user.ts";
import { chatActions } from "../../store/chats.ts";
import { roomPath } from "../room-path.ts";

interface OpenDirect {
  /** Opens the chat with these people. @returns whether it did */
  readonly open: (users: readonly Pick<User, "id">[]) => Promise<boolean>;
  readonly isBusy: boolean;
  readonly error: ErrorView | undefined;
}

export function useOpenDirect(): OpenDirect {
  const [, navigate] = useBrowserLocation();
  const [state, setState] = useState<{ isBusy: boolean; error?: ErrorView }>({ isBusy: false });
  const open = async (users: readonly Pick<User, "id">[]) => {
    setState({ isBusy: true });
    const outcome = await chatActions.openDirect(users.map(({ id }) => id));
    setState(outcome.ok ? { isBusy: false } : { isBusy: false, error: outcome.error });
    if (outcome.ok) navigate(roomPath(outcome.value.slug));
    return outcome.ok;
  };
  return { open, isBusy: state.isBusy, error: state.error };
}
