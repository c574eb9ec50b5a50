import { ParleyError } from "#protocol/errors.ts";
import type { Transaction } from "../transaction.ts";

export async function refuseTakenSlug(tx: Transaction, slug: string): Promise<void> {
  const taken = await tx.db.selectFrom("rooms").select("id").where("slug", "=", slug).executeTakeFirst();
  if (taken) throw new ParleyError("slug_taken");
}
