import { httpApi } from "#protocol/http-api.ts";
import type { Self } from "#protocol/user.ts";
import { type Caller, makeCaller, RefusedError, request } from "./caller.ts";

/** Somebody with an account and a session. */
export interface Person extends Caller {
  readonly user: Self;
  readonly username: string;
  /** `name=value`, as a browser would send it back. */
  readonly cookie: string;
  /** The same person through another address of the same installation, such as a proxy. */
  at(baseUrl: string): Person;
}

export const password = "correct horse battery";

let people = 0;

/** A username that nobody has yet. */
export function newUsername(): string {
  return `person${process.pid}x${++people}`;
}

export function registerPerson(baseUrl: string, username: string = newUsername()): Promise<Person> {
  return enter(baseUrl, "register", username);
}

export function logIn(baseUrl: string, username: string): Promise<Person> {
  return enter(baseUrl, "login", username);
}

/** Many at once; the server hashes their passwords two at a time, so they come in small groups. */
export async function registerPeople(baseUrl: string, count: number): Promise<Person[]> {
  const persons: Person[] = [];
  while (persons.length < count) {
    const group = Array.from({ length: Math.min(8, count - persons.length) }, () => registerPerson(baseUrl));
    persons.push(...(await Promise.all(group)));
  }
  return persons;
}

export function guestAt(baseUrl: string): Caller {
  return makeCaller(baseUrl);
}

async function enter(baseUrl: string, name: "register" | "login", username: string): Promise<Person> {
  const address = { "x-forwarded-for": addressOf(username) };
  const response = await request(baseUrl, httpApi[name], { input: { body: { username, password } }, headers: address });
  const answer = (await response.json()) as { user: Self; error: never };
  if (!response.ok) throw new RefusedError(name, response.status, answer.error);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  return makePerson(baseUrl, { user: answer.user, cookie, address });
}

interface Identity {
  readonly user: Self;
  readonly cookie: string;
  readonly address: Readonly<Record<string, string>>;
}

function makePerson(baseUrl: string, identity: Identity): Person {
  const { user, cookie, address } = identity;
  return {
    ...makeCaller(baseUrl, { cookie, ...address }),
    user,
    username: user.username,
    cookie,
    at: (otherUrl) => makePerson(otherUrl, identity),
  };
}

/**
 * Limits hold per address, and all tests call from one. Where a test's server trusts the loopback as a proxy,
 * each person has an address of their own; elsewhere the header means nothing.
 */
function addressOf(username: string): string {
  let hash = 0;
  for (const char of username) hash = (hash * 31 + char.charCodeAt(0)) % 0xff_ffff;
  return `10.${hash >> 16}.${(hash >> 8) & 255}.${hash & 255}`;
}
