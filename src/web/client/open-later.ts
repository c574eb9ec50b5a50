import { unavailable } from "./http-client.ts";
import type { Link, LinkHost, OpenLink } from "./link.ts";

/**
 * A link whose code comes when it is first needed. What is asked of it meanwhile is nothing lost: it begins with the
 * host's reading of that moment. Code that does not come is a road that does not work.
 */
export function openLater(transport: Link["transport"], load: () => Promise<OpenLink>, host: LinkHost): Link {
  let link: Link | undefined;
  let isClosed = false;
  const open = async () => {
    const openLink = await load().catch(() => undefined);
    if (isClosed) return;
    if (openLink) link = openLink(host);
    else host.onEnd({ error: unavailable });
  };
  void open();
  return {
    transport,
    send: (frame) => link?.send(frame) ?? false,
    subscribe: (roomId, ref) => link?.subscribe(roomId, ref),
    unsubscribe: (roomId) => link?.unsubscribe(roomId),
    renew: () => link?.renew(),
    close() {
      isClosed = true;
      link?.close();
    },
  };
}
