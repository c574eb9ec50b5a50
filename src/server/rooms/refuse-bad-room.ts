import { refuseFaults } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import { findLineFault } from "#protocol/text.ts";
import { findSlugFault } from "./slug.ts";

export interface RoomText {
  readonly name?: string | undefined;
  readonly slug?: string | undefined;
  readonly topic?: string | undefined;
}

/** Judges what a room is to be called; what is absent is not judged, and a topic may be empty. @throws invalid. */
export function refuseBadRoom({ name, slug, topic }: RoomText): void {
  refuseFaults({
    name: name === undefined ? undefined : findLineFault(name, limits.roomNameMaxChars),
    slug: slug === undefined ? undefined : findSlugFault(slug),
    topic: topic ? findLineFault(topic, limits.roomTopicMaxChars) : undefined,
  });
}
