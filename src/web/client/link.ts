import type { ClientFrame } from "#protocol/client-frame.ts";
import type { ErrorView } from "#protocol/errors.ts";
import type { Epoch, RoomId } from "#protocol/ids.ts";
import type { Position } from "#protocol/room.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import type { Transport } from "../store/contract.ts";

/** Whom this page shows, with what is known of them, and whether somebody is at it; as the server reads it. */
export interface Look {
  readonly watch: string;
  readonly active: "true" | "false";
}

/** Where this reader stands, in its own log and in every room it follows. */
export interface Reading {
  /** Undefined until a welcome came. */
  readonly own: { readonly epoch: Epoch; readonly seq: number } | undefined;
  readonly rooms: ReadonlyMap<RoomId, Position>;
  readonly look?: Look | undefined;
}

/** How a link ended: by the server's word (a close code), by a refusal, or without a word (neither). */
export interface LinkEnd {
  readonly code?: number;
  readonly error?: ErrorView;
  /** How long the server asks us to stay away. */
  readonly delayMs?: number | undefined;
}

/** What a link tells its owner. After `onEnd` or `close()` it tells nothing more. */
export interface LinkHost {
  /** Asked anew whenever a request is made. */
  reading(): Reading;
  /** The server speaks over this link. Told once, before the first frame. */
  onReady(): void;
  /** The log is read anew, from the reading that was asked for last; each room ends with a `level` without a ref. */
  onRestart(): void;
  onFrame(frame: ServerFrame): void;
  /** Something came, if only a heartbeat. */
  onHeard(): void;
  onEnd(end: LinkEnd): void;
}

/** One live connection, over whichever transport. */
export interface Link {
  readonly transport: Transport;
  /** False when this transport only reads. */
  send(frame: ClientFrame): boolean;
  /** Follows a room from its place in the host's reading. Its `level` carries `ref` back, unless a restart comes first. */
  subscribe(roomId: RoomId, ref: string): void;
  unsubscribe(roomId: RoomId): void;
  /** The look changed, and could not be sent: asks anew. */
  renew(): void;
  close(): void;
}

export type OpenLink = (host: LinkHost) => Link;

/** Undefined for what is no frame; frames of unknown type are for the reader to ignore. */
export function parseFrame(text: string): ServerFrame | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "t" in value ? (value as ServerFrame) : undefined;
  } catch {
    return undefined;
  }
}
