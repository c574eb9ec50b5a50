import { count } from "../../i18n/count.ts";
import { http } from "../../store/app.ts";
import type { Outcome } from "../../store/contract.ts";
import { Confirm } from "../overlays/confirm.tsx";
import type { AccountDeed, AccountDialogProps } from "./account-ask.ts";
import { changeAccount } from "./change-account.ts";
import { nameDeed } from "./name-deed.ts";
import { RenameDialog } from "./rename-dialog.tsx";

const nothing = { ok: true, value: undefined } as const;

export function AccountDialog(props: AccountDialogProps) {
  const { ask, ...rest } = props;
  return ask.kind === "rename" ? <RenameDialog {...rest} ask={ask} /> : <DeedDialog {...rest} ask={ask} />;
}

function DeedDialog({ ask, isMe, onDone, onClose }: AccountDialogProps<AccountDeed>) {
  const { done, ...wording } = nameDeed(ask, isMe);
  const act = async (): Promise<Outcome> => {
    if (ask.kind === "end") {
      const answer = await http("endSessions", { params: { id: ask.account.id } });
      if (answer.ok) onDone(`${done} ${count(answer.value.ended, "session", "sessions")} ended.`);
      return answer.ok ? nothing : answer;
    }
    const changes = ask.kind === "role" ? { role: ask.role } : { deactivated: ask.kind === "deactivate" };
    const outcome = await changeAccount(ask.account, changes);
    if (outcome.ok) onDone(done, outcome.value);
    return outcome.ok ? nothing : outcome;
  };
  return <Confirm {...wording} act={act} onClose={onClose} />;
}
