import type { Account, Self } from "#protocol/user.ts";

/** What an administrator does to somebody once it is confirmed. */
export type AccountDeed =
  | { readonly kind: "role"; readonly account: Account; readonly role: Self["role"] }
  | { readonly kind: "end" | "deactivate" | "reactivate"; readonly account: Account };

/** What an administrator is about to do to somebody. */
export type AccountAsk = AccountDeed | { readonly kind: "rename"; readonly account: Account };

export interface AccountDialogProps<Ask extends AccountAsk = AccountAsk> {
  readonly ask: Ask;
  readonly isMe: boolean;
  /** Called with what was done, in words, and the account as it is now. */
  readonly onDone: (note: string, changed?: Account) => void;
  readonly onClose: () => void;
}
