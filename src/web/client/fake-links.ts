import type { ClientFrame } from "#protocol/client-frame.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import { protocolVersion } from "#protocol/version.ts";
import type { Transport } from "../store/contract.ts";
import type { Link, LinkHost, OpenLink } from "./link.ts";

/** A link in a test's hands: the test is the server. */
export interface FakeLink extends Link {
  readonly host: LinkHost;
  readonly sent: ClientFrame[];
  readonly subscribed: { readonly roomId: number; readonly ref: string }[];
  readonly isClosed: boolean;
  /** The server speaks for the first time. */
  welcome(frame?: Partial<ServerFrame & { t: "welcome" }>): void;
}

/** Openers that hand every link they open to the test. */
export function createFakeLinks(): { opened: FakeLink[]; openers: Record<Transport, OpenLink> } {
  const opened: FakeLink[] = [];
  const opener =
    (transport: Transport): OpenLink =>
    (host) => {
      const link = createFakeLink(transport, host);
      opened.push(link);
      return link;
    };
  return { opened, openers: { websocket: opener("websocket"), sse: opener("sse"), poll: opener("poll") } };
}

function createFakeLink(transport: Transport, host: LinkHost): FakeLink {
  const sent: ClientFrame[] = [];
  const subscribed: FakeLink["subscribed"] = [];
  let isClosed = false;
  return {
    transport,
    host,
    sent,
    subscribed,
    get isClosed() {
      return isClosed;
    },
    send(frame) {
      if (transport !== "websocket" || isClosed) return false;
      sent.push(frame);
      return true;
    },
    subscribe: (roomId, ref) => void subscribed.push({ roomId, ref }),
    unsubscribe: () => {},
    renew: () => {},
    close() {
      isClosed = true;
    },
    welcome(frame = {}) {
      host.onHeard();
      host.onReady();
      host.onRestart();
      const epoch = "e1" as never;
      host.onFrame({ t: "welcome", v: protocolVersion, you: null, epoch, seq: 0, rooms: [], ...frame });
    },
  };
}
