import { useState } from "react";
import type { User } from "#protocol/user.ts";
import { useApp } from "../../store/app.ts";
import { attentionActions } from "../../store/my-attention.ts";
import { Button } from "../../ui/button.tsx";

/** Blocks somebody, or does so no more. They are not told. */
export function BlockButton({ user }: { readonly user: User }) {
  const isBlocked = useApp((state) => state.blocks.has(user.id));
  const [isBusy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    await (isBlocked ? attentionActions.unblock(user.id) : attentionActions.block(user.id));
    setBusy(false);
  };
  return (
    <Button tone={isBlocked ? "plain" : "quiet"} isWide isBusy={isBusy} onClick={() => void act()}>
      {isBlocked ? "Unblock" : "Block"}
    </Button>
  );
}
