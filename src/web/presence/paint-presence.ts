import type { UserId } from "#protocol/ids.ts";
import type { PresenceView } from "#protocol/presence.ts";
import { namePresence } from "./name-presence.ts";

type People = ReadonlyMap<UserId, PresenceView>;

/**
 * Faces name their person in `data-person`; here it is found out which of them are on the screen, and each gets its
 * dot. Done to the page rather than by its components, so that a crowd that comes and goes renders nothing again.
 *
 * @param onVisible called with the people on the screen whenever that changes
 * @returns what paints the state of the world
 */
export function paintPresence(onVisible: (ids: ReadonlySet<UserId>) => void): (people: People) => void {
  const observed = new WeakSet<Element>();
  const visible = new Set<HTMLElement>();
  let people: People = new Map();
  let isPlanned = false;

  const tell = () => onVisible(new Set([...visible].map(personOf)));
  const eyes = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) visible.add(target as HTMLElement);
      else visible.delete(target as HTMLElement);
    }
    tell();
  });

  function scan(): void {
    isPlanned = false;
    for (const face of document.querySelectorAll<HTMLElement>("[data-person]")) {
      if (!observed.has(face)) {
        observed.add(face);
        eyes.observe(face);
      }
      paint(face, people);
    }
    for (const face of visible) if (!face.isConnected) visible.delete(face);
    tell();
  }

  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(scan);
  };
  const filter = { childList: true, subtree: true, attributeFilter: ["data-person"] };
  new MutationObserver(plan).observe(document.body, filter);
  plan();

  return (now) => {
    people = now;
    plan();
  };
}

function personOf(face: HTMLElement): UserId {
  return Number(face.dataset["person"]) as UserId;
}

/** The dot is drawn by the style sheet; who cannot see it hears it with the link's name. */
function paint(face: HTMLElement, people: People): void {
  const state = people.get(personOf(face))?.state;
  const shown = state === "offline" ? undefined : state;
  if (face.dataset["presence"] === shown) return;
  const link = face.closest("a, button");
  if (shown) {
    face.dataset["presence"] = shown;
    link?.setAttribute("aria-description", namePresence(shown));
  } else {
    delete face.dataset["presence"];
    link?.removeAttribute("aria-description");
  }
}
