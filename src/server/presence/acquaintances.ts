import type { UserId } from "#protocol/ids.ts";
import type { Storage } from "../storage/storage.ts";

/** Who may know whether somebody is there. */
export interface Acquaintances {
  /** Those of the ids who share a room with this person, or are this person. */
  among(userId: UserId, ids: ReadonlySet<UserId>): Promise<Set<UserId>>;
  /** They left a room: answers about them that are on their way may be out of date. */
  doubt(userId: UserId): void;
}

interface Question {
  readonly userId: UserId;
  readonly ids: ReadonlySet<UserId>;
  isDoubtful: boolean;
}

export function createAcquaintances({ storage }: { readonly storage: Pick<Storage, "listAcquainted"> }): Acquaintances {
  const questions = new Set<Question>();

  return {
    async among(userId, ids) {
      if (ids.size === 0) return new Set();
      const question: Question = { userId, ids, isDoubtful: true };
      questions.add(question);
      let found: readonly UserId[] = [];
      try {
        while (question.isDoubtful) {
          question.isDoubtful = false;
          found = await storage.listAcquainted({ userId, userIds: [...ids] });
        }
      } finally {
        questions.delete(question);
      }
      return new Set(ids.has(userId) ? [...found, userId] : found);
    },
    doubt(userId) {
      for (const question of questions) {
        if (question.userId === userId || question.ids.has(userId)) question.isDoubtful = true;
      }
    },
  };
}
