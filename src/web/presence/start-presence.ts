import type { RoomId } from "#protocol/ids.ts";
import type { Client } from "../store/client.ts";
import { client, watchApp } from "../store/app.ts";
import { IdleWatch } from "./idle-watch.ts";
import { Looker } from "./looker.ts";
import { paintPresence } from "./paint-presence.ts";
import { usePassing } from "./presence-store.ts";
import { TypingTeller } from "./typing-teller.ts";
import { Typists } from "./typists.ts";

let isStarted = false;

/** Begins to look at who is there and who types, and to be seen; once per page. */
export function startPresence(): void {
  if (isStarted) return;
  isStarted = true;
  const { clock } = client.around;
  const looker = new Looker({
    clock,
    link: () => client.connection.link,
    publish: (people) => usePassing.setState({ people }),
  });
  const typists = new Typists({ clock, publish: (typing) => usePassing.setState({ typing }) });
  client.passing = {
    onFrame(frame) {
      looker.onFrame(frame);
      typists.onFrame(frame);
    },
    look: () => looker.query(),
  };
  const paint = paintPresence((ids) => looker.look(ids));
  usePassing.subscribe(({ people }, before) => people !== before.people && paint(people));
  watchHands(new IdleWatch({ clock, onChange: (isActive) => looker.setActive(isActive) }));
  watchTyping(new TypingTeller({ clock, say: (roomId) => sayTyping(client, roomId) }));
}

function watchHands(idle: IdleWatch): void {
  const touch = () => idle.touch();
  for (const name of ["pointerdown", "pointermove", "keydown", "wheel", "focus"])
    addEventListener(name, touch, { passive: true, capture: true });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && touch());
}

function watchTyping(teller: TypingTeller): void {
  const onInput = ({ target }: Event) =>
    target instanceof Element && target.matches("[data-composer]") && teller.onKey();
  document.addEventListener("input", onInput, { capture: true });
  watchApp(({ drafts }, before) => drafts !== before.drafts && teller.onDrafts(drafts, before.drafts));
}

/** Over the socket when there is one. Whether it arrives does not matter. */
function sayTyping({ connection, around }: Client, roomId: RoomId): void {
  const { link } = connection;
  if (!link || link.send({ t: "typing", roomId })) return;
  void around.http("type", { params: { room: String(roomId) } });
}
