import { useCallback, useState } from "react";
import UserRoundSearch from "lucide-react/icons/user-round-search";
import type { Account, Self } from "#protocol/user.ts";
import { http } from "../../store/app.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { AccountAsk } from "./account-ask.ts";
import { AccountDialog } from "./account-dialog.tsx";
import { AccountRow } from "./account-row.tsx";
import { Listing } from "./listing.tsx";
import { SearchField } from "./search-field.tsx";
import { usePages, type LoadPage } from "./use-pages.ts";

/** Everybody with an account, and what an administrator may do about them. */
export function PeopleTab({ me }: { readonly me: Self }) {
  const [q, setQ] = useState("");
  const [note, setNote] = useState("");
  const [ask, setAsk] = useState<AccountAsk>();
  const load = useCallback<LoadPage<Account>>(
    async (cursor) => {
      const answer = await http("listAccounts", { query: { q, cursor } });
      if (!answer.ok) return answer;
      const { users, nextCursor } = answer.value;
      return { ok: true, value: { items: users, nextCursor } };
    },
    [q],
  );
  const pages = usePages(load);
  const onDone = (done: string, changed?: Account) => {
    setNote(done);
    if (changed) pages.change((items) => items.map((item) => (item.id === changed.id ? changed : item)));
  };
  return (
    <>
      <Listing
        label="People"
        tools={<SearchField label="Search people" onSearch={setQ} />}
        pages={pages}
        note={note}
        empty={
          <EmptyState icon={UserRoundSearch} title="Nobody is called that">
            People are found by a part of their name or username.
          </EmptyState>
        }
      >
        {(account) => <AccountRow account={account} isMe={account.id === me.id} onAsk={setAsk} />}
      </Listing>
      {ask && (
        <AccountDialog ask={ask} isMe={ask.account.id === me.id} onDone={onDone} onClose={() => setAsk(undefined)} />
      )}
    </>
  );
}
