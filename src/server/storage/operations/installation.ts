import type { Transaction } from "../transaction.ts";

export async function hasAdmin(tx: Transaction): Promise<boolean> {
  const admin = await tx.db
    .selectFrom("users")
    .select("id")
    .where("role", "=", "admin")
    .where("deactivated_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return admin !== undefined;
}
