import { refuseFaults } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import { countChars, findLineFault, isStorable } from "#protocol/text.ts";
import { isPasswordTooLong } from "./hash-password.ts";
import { findUsernameFault } from "./username.ts";

export interface AccountInput {
  readonly username: string;
  readonly password: string;
  readonly displayName?: string | undefined;
}

/** Judges a new account. @throws invalid. */
export function refuseBadAccount({ username, password, displayName }: AccountInput): void {
  refuseFaults({
    username: findUsernameFault(username),
    password: findPasswordFault(password),
    displayName: displayName === undefined ? undefined : findLineFault(displayName, limits.displayNameMaxChars),
  });
}

/** Why this cannot be a password, in words for its owner; undefined when it can. */
export function findPasswordFault(password: string): string | undefined {
  if (isPasswordTooLong(password)) return `at most ${limits.passwordMaxBytes} bytes`;
  if (!isStorable(password)) return "well-formed text only";
  return countChars(password) < limits.passwordMinChars ? `at least ${limits.passwordMinChars} characters` : undefined;
}
