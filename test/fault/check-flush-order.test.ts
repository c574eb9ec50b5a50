import { expect, test } from "vitest";
import { checkFlushOrder } from "./check-flush-order.ts";

const write = (thread = 2) => `${thread} pwrite64(23</data/parley.db-wal>, "frame", 4096, 56) = 4096`;
const flush = "2 fdatasync(23</data/parley.db-wal>)  = 0";
const flushCalled = "2 fdatasync(23</data/parley.db-wal> <unfinished ...>";
const flushReturned = "2 <... fdatasync resumed>)                = 0";
const acked = String.raw`1 write(25<socket:[7]>, "\201~\0{\"t\":\"ack\",\"ref\":1}", 23) = 23`;
const created = String.raw`1 writev(25<socket:[7]>, [{iov_base="HTTP/1.1 201 Created\r\n", iov_len=20}], 1) = 20`;
const other = String.raw`1 write(25<socket:[7]>, "{\"t\":\"pong\"}", 12) = 12`;

const check = (...lines: string[]) => checkFlushOrder(lines.join("\n"));

test.each([
  ["flush, then acknowledgement", [write(), write(), flush, acked, write(), flush, created]],
  ["a flush that another call interrupts", [write(), flushCalled, other, flushReturned, acked]],
  ["what is no acknowledgement may leave at any time", [write(), other, flush, acked]],
])("in order: %s", (_, lines) => {
  expect(check(...lines).faults).toEqual([]);
  expect(check(...lines).acknowledgements).toBeGreaterThan(0);
});

test.each([
  ["no flush", [write(), acked]],
  ["acknowledgement before the flush returned", [write(), flushCalled, acked, flushReturned]],
  ["a write after the flush was called", [write(), flushCalled, write(3), flushReturned, created]],
  ["an acknowledgement before its writes", [write(), flush, acked, acked, write(), flush]],
  ["flush of another file", [write(), flush, write(), "2 fsync(24</data/parley.db>) = 0", acked]],
  ["a flush that failed", [write(), "2 fdatasync(23</data/parley.db-wal>) = -1 EIO (Input/output error)", acked]],
])("out of order: %s", (_, lines) => {
  expect(check(...lines).faults).not.toEqual([]);
});
