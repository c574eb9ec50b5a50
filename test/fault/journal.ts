import { closeSync, openSync, writeSync } from "node:fs";
import type { ClientId, MessageId, RoomId } from "#protocol/ids.ts";
import type { RoomEvent } from "#protocol/room-event.ts";

export interface Intention {
  readonly writer: number;
  readonly roomId: RoomId;
  readonly clientId: ClientId;
  readonly body: string;
}

export interface Acknowledgement {
  readonly clientId: ClientId;
  readonly id: MessageId;
  readonly seq: number;
  /** False: the server said that it had the message already. */
  readonly isNew?: boolean;
}

export interface Sight {
  readonly reader: number;
  readonly roomId: RoomId;
  readonly seq: number;
  readonly type: RoomEvent["type"];
}

/** What was meant, promised and seen; each line is written before anything follows from it. */
export interface Journal extends Disposable {
  readonly intended: readonly Intention[];
  readonly acked: readonly Acknowledgement[];
  readonly seen: readonly Sight[];
  intend(entry: Intention): void;
  ack(entry: Acknowledgement): void;
  see(entry: Sight): void;
}

export function openJournal(path: string): Journal {
  const file = openSync(path, "a");
  const intended: Intention[] = [];
  const acked: Acknowledgement[] = [];
  const seen: Sight[] = [];
  function recorder<Entry>(kind: string, entries: Entry[]): (entry: Entry) => void {
    return (entry) => {
      writeSync(file, `${JSON.stringify({ kind, ...entry })}\n`);
      entries.push(entry);
    };
  }
  return {
    intended,
    acked,
    seen,
    intend: recorder("intend", intended),
    ack: recorder("acked", acked),
    see: recorder("seen", seen),
    [Symbol.dispose]: () => closeSync(file),
  };
}
