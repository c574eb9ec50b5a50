import { type Expression, type SqlBool, sql } from "kysely";
import type { UserId } from "#protocol/ids.ts";
import { foldName } from "#protocol/search-name.ts";
import type { User } from "#protocol/user.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { Paged } from "../storage.ts";
import type { Transaction } from "../transaction.ts";
import { type PersonColumns, personColumns, toUser } from "../views.ts";
import { firstTypoRank, listPieces, mistakesIn, type NameRank, rankName } from "#protocol/rank-name.ts";

interface PeopleQuery extends Paged {
  readonly viewer: Viewer;
  readonly q: string;
}

interface Candidate extends PersonColumns {
  readonly id: UserId;
  readonly search_name: string;
}

/** Of more people than these, those come into question whose names begin with what was typed. */
const candidatesMax = 400;
const typoCandidatesMax = 2_000;
const contactsMax = 200;
const typedMaxChars = 64;

export async function listUsers(
  tx: Transaction,
  { viewer, q, cursor, limit }: PeopleQuery,
): Promise<{ users: User[]; nextCursor?: string }> {
  const typed = foldName(q.replace(/^\s*@/u, "")).slice(0, typedMaxChars);
  if (typed === "") return q.trim() === "" || q.trim() === "@" ? await listAll(tx, { cursor, limit }) : { users: [] };
  const contacts = viewer.kind === "person" ? await readContacts(tx, viewer.userId) : [];
  const found = new Map(contacts.map((person) => [person.id, person]));
  for (const person of await readHolding(tx, typed)) found.set(person.id, person);
  if (countFitting(found.values(), typed) < limit) {
    for (const person of await readSimilar(tx, typed)) found.set(person.id, person);
  }
  const ranked = rank([...found.values()], typed, new Set(contacts.map(({ id }) => id)));
  return { users: ranked.slice(0, limit).map(toUser) };
}

function selectPeople(tx: Transaction) {
  return tx.db
    .selectFrom("users")
    .select(["users.id", "users.search_name", ...personColumns])
    .where("users.deactivated_at", "is", null)
    .where("users.deleted_at", "is", null);
}

/** Everybody, by username. */
async function listAll(tx: Transaction, { cursor, limit }: Paged): Promise<{ users: User[]; nextCursor?: string }> {
  const rows = await selectPeople(tx)
    .where("username", ">", cursor ?? "")
    .orderBy("username")
    .limit(limit + 1)
    .execute();
  const users = rows.slice(0, limit).map(toUser);
  const last = users.at(-1);
  return rows.length > limit && last ? { users, nextCursor: last.username } : { users };
}

/** Whom I have a direct chat with in which something was said, the latest first. */
async function readContacts(tx: Transaction, userId: UserId): Promise<Candidate[]> {
  return await selectPeople(tx)
    .innerJoin("members as other", "other.user_id", "users.id")
    .innerJoin("rooms", "rooms.id", "other.room_id")
    .innerJoin("members as mine", "mine.room_id", "rooms.id")
    .where("mine.user_id", "=", userId)
    .where("mine.left_at", "is", null)
    .where("rooms.kind", "=", "direct")
    .where("rooms.n", ">", 0)
    .whereRef("other.user_id", "!=", "mine.user_id")
    .orderBy("rooms.last_message_at", "desc")
    .limit(contactsMax)
    .execute();
}

async function readHolding(tx: Transaction, typed: string): Promise<Candidate[]> {
  return await selectPeople(tx)
    .where((eb) => eb.and(typed.split(" ").map(holds)))
    .orderBy(sql`case when search_name like ${`${escapeLike(typed)}%`} escape '\\' then 0 else 1 end`)
    .orderBy("users.id")
    .limit(candidatesMax)
    .execute();
}

/** Whose names hold a piece of the longest word: whatever is spelt almost like it does. */
async function readSimilar(tx: Transaction, typed: string): Promise<Candidate[]> {
  const longest = typed.split(" ").reduce((one, other) => (other.length > one.length ? other : one));
  if (mistakesIn(longest.length) === 0) return [];
  return await selectPeople(tx)
    .where((eb) => eb.or(listPieces(longest).map(holds)))
    .orderBy("users.id")
    .limit(typoCandidatesMax)
    .execute();
}

function holds(text: string): Expression<SqlBool> {
  return sql<SqlBool>`search_name like ${`%${escapeLike(text)}%`} escape '\\'`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`);
}

function countFitting(people: Iterable<Candidate>, typed: string): number {
  let count = 0;
  for (const person of people) if ((rankName(person.search_name, typed) ?? 9) < firstTypoRank) count++;
  return count;
}

interface Ranked {
  readonly person: Candidate;
  readonly rank: NameRank;
  /** Place among those I talk with. */
  readonly place: number;
}

/** Those I talk with before those who begin with it, before the rest; all of them before what is spelt differently. */
function rank(people: readonly Candidate[], typed: string, contacts: ReadonlySet<UserId>): Candidate[] {
  const places = new Map([...contacts].map((id, index) => [id, index]));
  const ranked = people.flatMap((person): Ranked[] => {
    const fit = rankName(person.search_name, typed);
    return fit === undefined ? [] : [{ person, rank: fit, place: places.get(person.id) ?? Infinity }];
  });
  return ranked.sort(compare).map(({ person }) => person);
}

function compare(one: Ranked, other: Ranked): number {
  const isTypo = Number(one.rank >= firstTypoRank) - Number(other.rank >= firstTypoRank);
  if (isTypo !== 0) return isTypo;
  if (one.place !== other.place) return one.place - other.place;
  return one.rank - other.rank || (one.person.search_name < other.person.search_name ? -1 : 1);
}
