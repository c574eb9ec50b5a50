import type { AccountDeed } from "./account-ask.ts";

/** What the administrator is asked, and what is said afterwards. */
export interface Wording {
  readonly title: string;
  readonly description: string;
  readonly label: string;
  readonly tone: "danger" | "primary";
  readonly done: string;
}

export function nameDeed(ask: AccountDeed, isMe: boolean): Wording {
  const name = ask.account.displayName;
  switch (ask.kind) {
    case "role":
      return ask.role === "admin" ? nameRise(name) : nameFall(name, isMe);
    case "end":
      return {
        title: isMe ? "Log out everywhere?" : `Log ${name} out everywhere?`,
        description: `Every device of ${isMe ? "yours, this one too," : "theirs"} has to log in again. What was written stays.`,
        label: "Log out everywhere",
        tone: "danger",
        done: `${name} is logged out everywhere.`,
      };
    case "deactivate":
      return {
        title: isMe ? "Deactivate your own account?" : `Deactivate ${name}?`,
        description: `${isMe ? "You are" : "They are"} logged out at once, cannot log in, and cannot be found. Their messages stay. It can be taken back.`,
        label: "Deactivate",
        tone: "danger",
        done: `${name} is deactivated.`,
      };
    case "reactivate":
      return {
        title: `Reactivate ${name}?`,
        description: "They can log in again with the password they had, and are in the same rooms as before.",
        label: "Reactivate",
        tone: "primary",
        done: `${name} is active again.`,
      };
    default:
      return ask satisfies never;
  }
}

function nameRise(name: string): Wording {
  return {
    title: `Make ${name} an administrator?`,
    description:
      "Administrators manage people, and rooms and messages that everybody may read. They have to log in again first.",
    label: "Make administrator",
    tone: "primary",
    done: `${name} is an administrator now.`,
  };
}

function nameFall(name: string, isMe: boolean): Wording {
  return {
    title: isMe ? "Stop being an administrator?" : `Make ${name} a member?`,
    description: isMe
      ? "You are logged out, and only another administrator can make you one again."
      : "They manage nothing any more but their own rooms, and have to log in again.",
    label: isMe ? "Become a member" : "Make member",
    tone: "danger",
    done: `${name} is a member now.`,
  };
}
