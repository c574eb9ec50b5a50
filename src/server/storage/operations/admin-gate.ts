import { ParleyError } from "#protocol/errors.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { Transaction } from "../transaction.ts";

/** What a session remembers of its person's role may be a second old, so it is asked here again. @throws forbidden */
export async function requireAdmin(tx: Transaction, viewer: Viewer): Promise<void> {
  if (viewer.kind === "server") return;
  if (viewer.kind !== "person") throw new ParleyError("forbidden");
  const admin = await tx.db
    .selectFrom("users")
    .select("id")
    .where("id", "=", viewer.userId)
    .where("role", "=", "admin")
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  if (!admin) throw new ParleyError("forbidden");
}

/**
 * From here to the transaction's end nobody else changes who is an administrator: of two who demote each other, the
 * second finds that it no longer may.
 */
export async function lockAdmins(tx: Transaction): Promise<void> {
  if (tx.dialect.locksRows) await tx.db.selectFrom("installation").select("key").forUpdate().execute();
}
