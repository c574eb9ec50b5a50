import type { FormEvent } from "react";
import { Button } from "../../ui/button.tsx";
import { ComposerBar } from "./composer-bar.tsx";

interface JoinBarProps {
  readonly roomName: string;
  readonly action: string;
  readonly canJoin: boolean;
  readonly isBusy?: boolean;
  readonly onJoin?: () => void;
}

export function JoinBar({ roomName, action, canJoin, isBusy = false, onJoin }: JoinBarProps) {
  if (!canJoin) return <ComposerBar text="You can read this room; only its members write here.">{null}</ComposerBar>;
  const submit = (event: FormEvent) => {
    if (!onJoin) return;
    event.preventDefault();
    onJoin();
  };
  return (
    <ComposerBar
      text={
        <>
          You are looking into <bdi>{roomName}</bdi>. Join it to write and to keep it in your list.
        </>
      }
    >
      <form method="post" action={action} onSubmit={submit}>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          Join room
        </Button>
      </form>
    </ComposerBar>
  );
}
