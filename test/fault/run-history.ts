import { type Arbitrary, array, constant, constantFrom, nat, oneof, record } from "fast-check";
import { type Change, changes, createRoomChanger } from "../support/change-room.ts";
import { eventually } from "../support/eventually.ts";
import { LiveClient } from "../support/live-client.ts";
import { type Transport, transports } from "../support/live-transports.ts";
import { loadHistory, loadRoom } from "../support/load-room.ts";
import { makeRoom } from "../support/make-rooms.ts";
import { type Person } from "../support/people.ts";
import { seededRandom } from "../support/seeded-random.ts";
import type { ParleyProcess } from "../support/start-parley-process.ts";
import { checkState } from "./check-run.ts";

export type Step =
  | { readonly do: "change"; readonly change: Change }
  /** The reader goes away, for good or until it returns over another transport. */
  | { readonly do: "leave" | "return" | "cut"; readonly reader: number }
  | { readonly do: "restart" };

export const readers = 4;

const reader = nat({ max: readers - 1 });

/** What may happen to a room and its readers, mostly changes. */
export const anyHistory: Arbitrary<Step[]> = array(
  oneof(
    { weight: 30, arbitrary: record({ do: constant("change" as const), change: constantFrom(...changes) }) },
    {
      weight: 12,
      arbitrary: record({ do: constantFrom("leave" as const, "return" as const, "cut" as const), reader }),
    },
    { weight: 1, arbitrary: constant({ do: "restart" as const }) },
  ),
  { minLength: 1, maxLength: 30 },
);

/** A reader that can go away and come back with what it held, each time over the next transport. */
class Reader {
  readonly faults: string[] = [];
  readonly #person: Person;
  #client: LiveClient;
  #returns: number;
  #isAway = false;

  private constructor(person: Person, client: LiveClient, returns: number) {
    this.#person = person;
    this.#client = client;
    this.#returns = returns;
  }

  static async open(person: Person, held: LiveClient["states"], returns: number): Promise<Reader> {
    const reader = new Reader(person, new LiveClient({ caller: person, transport: "socket", rooms: held }), returns);
    await reader.leave();
    reader.comeBack();
    return reader;
  }

  get client(): LiveClient {
    return this.#client;
  }

  cut(): void {
    this.#client.cut();
  }

  async leave(): Promise<void> {
    this.#isAway = true;
    await this.#client.close();
  }

  comeBack(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.faults.push(...this.#client.faults);
    const transport: Transport = transports[this.#returns++ % transports.length] ?? "socket";
    this.#client = new LiveClient({ caller: this.#person, transport, rooms: this.#client.states });
    this.#client.connect();
  }
}

export interface Stage {
  readonly parley: ParleyProcess;
  readonly people: readonly [Person, ...Person[]];
  /** How long a reader may take to be level at the end. */
  readonly withinMs: number;
}

/** Plays a history in a room of its own. Answers with how it broke the promises: not at all, one hopes. */
export async function runHistory({ parley, people, withinMs }: Stage, steps: readonly Step[]): Promise<string[]> {
  const [owner, visitor = owner, ...others] = people;
  const roomId = await makeRoom([owner, ...others]);
  const random = seededRandom(steps.length);
  const changer = createRoomChanger({ roomId, people: [owner, ...others], visitor, random });
  const held = await loadRoom(owner, roomId);
  const crowd = await Promise.all(Array.from({ length: readers }, (_, index) => Reader.open(owner, [held], index)));
  for (const step of steps) await play(step);
  for (const each of crowd) each.comeBack();

  const fresh = await loadRoom(owner, roomId);
  const history = await loadHistory(owner, roomId);
  const told = new Map(history.map(({ id, body }) => [id, body]));
  const faults = [...changer.expected()].flatMap(([id, body]) =>
    told.get(id) === body ? [] : [`message ${id} should say: ${body}`],
  );
  for (const [index, each] of crowd.entries()) {
    const isThere = () => each.client.isLevel && each.client.state(roomId).seq >= fresh.seq;
    const isLate = await eventually(isThere, { withinMs }).then(
      () => [],
      () => ["did not become level"],
    );
    const own = [
      ...isLate,
      ...each.faults,
      ...each.client.faults,
      ...checkState(each.client.state(roomId), fresh, history),
    ];
    faults.push(...own.map((fault) => `reader ${index}: ${fault}`));
    await each.client.close();
  }
  return faults;

  async function play(step: Step): Promise<void> {
    if (step.do === "change") return await changer.make(step.change);
    if (step.do === "restart") return await parley.restart();
    const each = crowd[step.reader];
    if (step.do === "leave") await each?.leave();
    else if (step.do === "return") each?.comeBack();
    else each?.cut();
  }
}
