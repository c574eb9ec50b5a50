import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

/** An empty folder of its own, gone again when disposed. */
export function makeTemporaryFolder(name = "parley"): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), `${name}-`));
  return {
    path,
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }),
  };
}
