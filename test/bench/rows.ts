import { openCountedRoom } from "../support/count-rows.ts";

/**
 * Rows written and CPU per message against the number of members; the slope is that of log(rows) over log(members).
 * `node test/bench/rows.ts [messages]`.
 */
const messages = Number(process.argv[2] ?? 500);
const sizes = [10, 100, 1_000, 10_000];

interface Figure {
  readonly members: number;
  readonly rows: number;
  readonly cpuMs: number;
}

async function measure(members: number): Promise<Figure> {
  await using room = await openCountedRoom(members);
  const bodies = Array.from({ length: messages }, (_, i) => `message ${i}`);
  await room.send(bodies.slice(0, 50));
  const rowsBefore = await room.countRows();
  const cpuBefore = process.cpuUsage();
  await room.send(bodies.map((body) => `${body} again`));
  const { user, system } = process.cpuUsage(cpuBefore);
  const rows = ((await room.countRows()) - rowsBefore) / messages;
  return { members, rows, cpuMs: (user + system) / 1_000 / messages };
}

/** Of the line that fits best through the logarithms. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

const figures: Figure[] = [];
for (const members of sizes) figures.push(await measure(members));
for (const { members, rows, cpuMs } of figures) {
  console.log(
    `${String(members).padStart(6)} members: ${rows.toFixed(2)} rows, ${cpuMs.toFixed(3)} CPU-ms per message`,
  );
}
console.log(`slope of rows: ${slopeOf(figures.map(({ members, rows }) => [members, rows])).toFixed(3)}`);
console.log(`slope of CPU:  ${slopeOf(figures.map(({ members, cpuMs }) => [members, cpuMs])).toFixed(3)}`);
