import { expect, test } from "vitest";
import { proveResends } from "./prove-resends.ts";

const resends = Number(process.env["PARLEY_FAULT_RESENDS"] ?? 1_000);

test(
  `${resends} messages, each sent 1 to 6 times at once, and again after a restart`,
  { timeout: 60_000 + resends * 60 },
  async () => {
    expect(await proveResends(resends)).toEqual([]);
  },
);
