import type { Notice } from "../storage/storage.ts";

/**
 * Tells every node what a commit changed. Only a doorbell: it may lose, double or delay notices, and a reader that
 * hears a gap in the numbers reads the log.
 */
export interface Bus {
  publish(notices: readonly Notice[]): void;
  listen(listener: (notices: readonly Notice[]) => void): void;
  close(): Promise<void>;
}
