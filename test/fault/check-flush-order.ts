/** What a trace of the server's system calls shows. */
export interface FlushOrder {
  /** Acknowledgements that left while the write-ahead log held unflushed writes, or without a flush of their own. */
  readonly faults: readonly string[];
  readonly acknowledgements: number;
  readonly flushes: number;
}

const traced = ["fdatasync", "fsync", "pwrite64", "pwritev", "write", "writev", "sendmsg", "sendto"] as const;

/** Put before the server's command; it keeps its process id. */
export function straceInto(file: string): string[] {
  return ["strace", "-f", "-D", "-y", "-s", "5000", "-e", `trace=${traced.join(",")}`, "-o", file];
}

const line = /^(?<thread>\d+) +(?:<\.\.\. )?(?<call>\w+)(?:\((?<fd>\d+<(?<path>[^>]*)>)?| resumed>)(?<rest>.*)$/;
const acknowledgement = /\\"t\\":\\"ack\\"|HTTP\/1\.1 201 /;

/**
 * Replays a trace of `strace -f -y`. A write counts from its call, a flush from its return, and only for what was
 * written before it was called; the trace must be of one sender who waits for each answer.
 */
export function checkFlushOrder(trace: string): FlushOrder {
  const log = followLog();
  const faults: string[] = [];
  let acknowledgements = 0;
  let flushesBefore = 0;
  for (const text of trace.split("\n")) {
    const { thread = "", call = "", path = "", rest = "" } = line.exec(text)?.groups ?? {};
    if (call === "fdatasync" || call === "fsync") log.flush(thread, path, rest);
    else if (path.endsWith("-wal")) log.write();
    else if (/^(socket:|TCP)/.test(path)) {
      const count = rest.split(acknowledgement).length - 1;
      if (count === 0) continue;
      acknowledgements += count;
      if (log.unflushed() > 0) faults.push(`${log.unflushed()} writes unflushed at: ${text.slice(0, 160)}`);
      if (log.flushes() === flushesBefore) faults.push(`no flush since the last one: ${text.slice(0, 160)}`);
      flushesBefore = log.flushes();
    }
  }
  return { faults, acknowledgements, flushes: log.flushes() };
}

/** What of the write-ahead log is on the disk. */
function followLog() {
  const underWay = new Map<string, number>();
  let written = 0;
  let flushed = 0;
  let flushes = 0;
  return {
    write: () => void written++,
    unflushed: () => written - flushed,
    flushes: () => flushes,
    flush(thread: string, path: string, rest: string): void {
      if (path.endsWith("-wal")) underWay.set(thread, written);
      const covers = underWay.get(thread);
      if (covers === undefined || !/ = -?\d+/.test(rest)) return;
      underWay.delete(thread);
      if (!rest.endsWith(" = 0")) return;
      flushed = Math.max(flushed, covers);
      flushes++;
    },
  };
}
