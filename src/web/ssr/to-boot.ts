import type { PageProps } from "./page-props.ts";
import type { PageBoot } from "./read-boot.ts";

/** The part of a page's data that its client starts from. */
export function toBoot(props: PageProps): PageBoot {
  const { installationName, me, rooms } = props;
  if (props.page !== "room" || props.isOlder) return { installationName, me, rooms };
  const { room, messages, hasMore, position } = props;
  return { installationName, me, rooms, room: { room, messages, hasMore, position } };
}
