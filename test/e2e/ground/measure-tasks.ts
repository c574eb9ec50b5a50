import type { Browser, Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** CPU microseconds of the thread, whatever else the machine was doing. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The longest task on the page's main thread while it was used, in CPU milliseconds; and all of them together. */
export async function measureTasks(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<{ longestMs: number; totalMs: number }> {
  await browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid}:${tid}`),
  );
  const tasks = traceEvents.filter(({ ph, pid, tid, tdur }) => ph === "X" && tdur && mains.has(`${pid}:${tid}`));
  if (tasks.length === 0) throw new Error("The trace names no task of the page");
  const times = tasks.map(({ tdur = 0 }) => tdur / 1_000);
  return { longestMs: Math.max(...times), totalMs: times.reduce((sum, ms) => sum + ms, 0) };
}
