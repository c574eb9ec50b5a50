import type { CallOf } from "#protocol/http-api.ts";
import type { Account } from "#protocol/user.ts";
import { http } from "../../store/app.ts";
import type { Outcome } from "../../store/contract.ts";

export type Changes = CallOf<"changeAccount">["body"];

export async function changeAccount(account: Account, changes: Changes): Promise<Outcome<Account>> {
  const answer = await http("changeAccount", { params: { id: account.id }, body: changes });
  return answer.ok ? { ok: true, value: answer.value.user } : answer;
}
