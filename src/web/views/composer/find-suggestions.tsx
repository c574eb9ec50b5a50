import type { ReactNode } from "react";
import AtSign from "lucide-react/icons/at-sign";
import Hash from "lucide-react/icons/hash";
import type { RoomId } from "#protocol/ids.ts";
import { wholeRoomNames } from "#protocol/mentions.ts";
import type { User } from "#protocol/user.ts";
import { readApp } from "../../store/app.ts";
import { attentionActions } from "../../store/my-attention.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Icon } from "../../ui/icon.tsx";

export interface Suggestion {
  readonly key: string;
  /** Takes the place of what was typed. */
  readonly insert: string;
  readonly face: ReactNode;
  readonly title: string;
  readonly detail: string;
  /** Why it may not do what one expects. */
  readonly note?: string;
}

const roomsMax = 8;
const wholeRoomTexts = { room: "Everybody in this room", here: "Everybody who is here now" } as const;

/** People of the room, then everybody at once, then people who are not in it; or rooms. */
export async function findSuggestions(roomId: RoomId, sign: "@" | "#", query: string): Promise<readonly Suggestion[]> {
  if (sign === "#") return findRooms(query.toLowerCase());
  const answer = await attentionActions.suggestPeople(roomId, query);
  const { members, others } = answer.ok ? answer.value : { members: [], others: [] };
  const whole = wholeRoomNames.filter((name) => name.startsWith(query.toLowerCase()));
  return [
    ...members.filter(({ id }) => id !== readApp().me?.id).map((user) => toSuggestion(user)),
    ...whole.map((name) => ({
      key: `@${name}`,
      insert: `@${name} `,
      face: <Icon of={AtSign} size={16} />,
      title: `@${name}`,
      detail: wholeRoomTexts[name],
    })),
    ...others.map((user) => ({ ...toSuggestion(user), note: "not in this room" })),
  ];
}

function toSuggestion({ id, username, displayName, avatar }: User): Suggestion {
  const face = <Avatar name={displayName} seed={id} src={avatar} size="small" />;
  return { key: `u${id}`, insert: `@${username} `, face, title: displayName, detail: `@${username}` };
}

function findRooms(query: string): Suggestion[] {
  const named = [...readApp().rooms.values()].filter(({ kind }) => kind === "public" || kind === "private");
  const fitting = named.filter(({ slug, name }) => slug.includes(query) || name.toLowerCase().includes(query));
  const rank = (slug: string): number => (slug.startsWith(query) ? 0 : 1);
  const sorted = fitting.sort((a, b) => rank(a.slug) - rank(b.slug) || a.slug.localeCompare(b.slug));
  return sorted.slice(0, roomsMax).map(({ id, slug, name }) => {
    return { key: `r${id}`, insert: `#${slug} `, face: <Icon of={Hash} size={16} />, title: name, detail: `#${slug}` };
  });
}
