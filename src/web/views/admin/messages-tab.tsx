import { useCallback, useMemo, useState } from "react";
import SearchX from "lucide-react/icons/search-x";
import { useBrowserLocation, useSearch } from "wouter/use-browser-location";
import type { PlacedMessage } from "#protocol/message.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { http, useApp } from "../../store/app.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { AuthorChip } from "./author-chip.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import { Listing } from "./listing.tsx";
import { MessageCard } from "./message-card.tsx";
import { messagesPath, readMessagesFilter } from "./messages-path.ts";
import { SearchField } from "./search-field.tsx";
import { SelectField } from "./select-field.tsx";
import { usePages, type LoadPage } from "./use-pages.ts";

/** What was said where everybody may read, newest first. */
export function MessagesTab() {
  const search = useSearch();
  const [, navigate] = useBrowserLocation();
  const { room, author } = useMemo(() => readMessagesFilter(search), [search]);
  const [q, setQ] = useState("");
  const [note, setNote] = useState("");
  const [doomed, setDoomed] = useState<PlacedMessage>();
  const rooms = useApp((state) => state.rooms);
  const load = useCallback<LoadPage<PlacedMessage>>(
    async (cursor) => {
      const answer = await http("reviewMessages", { query: { q, room, author, cursor } });
      if (!answer.ok) return answer;
      const { messages, nextCursor } = answer.value;
      return { ok: true, value: { items: messages, nextCursor } };
    },
    [q, room, author],
  );
  const pages = usePages(load);
  const onDeleted = ({ id }: PlacedMessage) => {
    setNote("The message is deleted.");
    pages.change((items) => items.filter((item) => item.id !== id));
  };
  return (
    <>
      <Listing
        label="Messages"
        tools={
          <>
            <SearchField label="Search messages" onSearch={setQ} />
            <SelectField
              label="Room"
              value={room ?? ""}
              choices={listChoices(rooms.values(), room)}
              onChoose={(slug) => navigate(messagesPath({ author, room: slug || undefined }))}
            />
            {author !== undefined && <AuthorChip key={author} id={author} href={messagesPath({ room })} />}
          </>
        }
        pages={pages}
        note={note}
        empty={
          <EmptyState icon={SearchX} title="No such message">
            Messages are found by a part of their text, where everybody may read them.
          </EmptyState>
        }
        foot="Messages of private rooms are not listed here: they are between the members of those rooms."
      >
        {(message) => <MessageCard message={message} filter={{ room, author }} onDelete={() => setDoomed(message)} />}
      </Listing>
      {doomed && <DeleteDialog message={doomed} onDeleted={onDeleted} onClose={() => setDoomed(undefined)} />}
    </>
  );
}

/** Rooms that everybody may read, by name; the one asked for always among them. */
function listChoices(rooms: Iterable<RoomForMe>, asked: string | undefined): [string, string][] {
  const open = [...rooms]
    .filter(({ kind, readableBy }) => kind === "public" || readableBy === "everyone")
    .map(({ slug, name }): [string, string] => [slug, name])
    .sort(([, one], [, other]) => one.localeCompare(other));
  const isKnown = asked === undefined || open.some(([slug]) => slug === asked);
  return [["", "All rooms"], ...(isKnown ? [] : [[asked, asked] satisfies [string, string]]), ...open];
}
