import type { ClientFrame } from "#protocol/client-frame.ts";
import type { RoomId } from "#protocol/ids.ts";
import { protocolVersion } from "#protocol/version.ts";
import type { Network } from "../platform/network.ts";
import { parseFrame, type Link, type LinkEnd, type LinkHost } from "./link.ts";

export function openWebSocketLink(network: Network, host: LinkHost): Link {
  const url = new URL("/api/v1/socket", network.origin());
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = network.openSocket(url);
  const silence = new AbortController();
  const { signal } = silence;
  const send = (frame: ClientFrame): boolean => {
    if (socket.readyState !== socket.OPEN) return false;
    socket.send(JSON.stringify(frame));
    return true;
  };
  let followed: RoomId[] = [];
  const follow = (roomId: RoomId, ref?: string): void => {
    const since = host.reading().rooms.get(roomId);
    send({ t: "subscribe", roomId, ...(ref !== undefined && { ref }), ...(since && { since }) });
  };
  const unfollow = (roomId: RoomId): void => void send({ t: "unsubscribe", roomId });
  const sayHello = (): void => {
    const { rooms } = host.reading();
    followed = [...rooms.keys()];
    send({ t: "hello", v: protocolVersion, cursors: Object.fromEntries(rooms), subscribe: followed });
  };
  // Rooms may have been opened and left while the welcome was on its way.
  const makeUp = (): void => {
    const { rooms } = host.reading();
    for (const roomId of rooms.keys()) if (!followed.includes(roomId)) follow(roomId);
    for (const roomId of followed) if (!rooms.has(roomId)) unfollow(roomId);
  };
  const receive = (data: string): void => {
    host.onHeard();
    const frame = parseFrame(data);
    if (frame?.t === "welcome") {
      host.onReady();
      host.onRestart();
      makeUp();
    }
    if (frame) host.onFrame(frame);
  };
  socket.addEventListener("open", sayHello, { signal });
  socket.addEventListener("message", (event: MessageEvent<string>) => receive(event.data), { signal });
  socket.addEventListener(
    "close",
    (event) => {
      silence.abort();
      host.onEnd(endOf(event));
    },
    { signal },
  );
  return {
    transport: "websocket",
    send,
    subscribe: follow,
    unsubscribe: unfollow,
    renew: () => {},
    close() {
      silence.abort();
      socket.close();
    },
  };
}

/** 1005 and 1006 are the browser's own words for "no word was said". The delay is the number in the reason. */
function endOf({ code, reason }: CloseEvent): LinkEnd {
  const delay = /\d+/.exec(reason)?.[0];
  return { ...(code !== 1005 && code !== 1006 && { code }), ...(delay && { delayMs: Number(delay) }) };
}
