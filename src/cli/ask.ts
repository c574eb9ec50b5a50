import { createInterface, type Interface } from "node:readline";
import { Writable } from "node:stream";

/** Swallows the echo of what is typed. */
class Silence extends Writable {
  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
}

/** Asks for a yes or no; anything but y or yes, an end of the input too, is no. */
export async function askWhether(question: string): Promise<boolean> {
  process.stdout.write(`${question} [y/N] `);
  const answer = await readLine(createInterface({ input: process.stdin }));
  return /^y(es)?$/i.test(answer?.trim() ?? "");
}

/** Asks without echo; undefined when nobody answers. Needs a terminal. */
export async function askSecret(question: string): Promise<string | undefined> {
  // First, so that the terminal's own echo is off before anybody can type.
  const lines = createInterface({ input: process.stdin, output: new Silence(), terminal: true });
  process.stdout.write(question);
  const answer = await readLine(lines);
  process.stdout.write("\n");
  return answer;
}

/** Undefined when the input ends, or Ctrl+C is pressed, before there is a line. */
async function readLine(lines: Interface): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  lines.once("line", resolve);
  lines.once("close", () => resolve(undefined));
  try {
    return await promise;
  } finally {
    lines.close();
  }
}
