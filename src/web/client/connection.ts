import type { ServerFrame } from "#protocol/server-frame.ts";
import { protocolVersion } from "#protocol/version.ts";
import type { ConnectionState, Transport } from "../store/contract.ts";
import type { Clock, Scheduled } from "../platform/clock.ts";
import { Attempt, type AttemptOwner } from "./attempt.ts";
import { judgeEnd } from "./judge-end.ts";
import { pickDelay, pickProbed, pickProbeDelay, stepAfterDeath, stepAfterFailure, topOfLadder } from "./ladder.ts";
import type { Ladder, Step } from "./ladder.ts";
import type { Link, LinkEnd, OpenLink, Reading } from "./link.ts";

/** A WebSocket that lived this long works here: after a fall, it is looked for again soon. */
const trustedAfterMs = 60_000;

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly openers: Readonly<Record<Transport, OpenLink>>;
  readonly reading: () => Reading;
  readonly onState: (state: ConnectionState) => void;
  /** The log is read anew, on this link or a new one. */
  readonly onRestart: () => void;
  readonly onFrame: (frame: ServerFrame) => void;
}

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "opening"; readonly attempt: Attempt }
  | { readonly kind: "live"; readonly attempt: Attempt; readonly probe: Probe | undefined }
  | { readonly kind: "waiting"; readonly timer: Scheduled }
  | { readonly kind: "ended" };

/** While on a lower rung: the next look at a higher one, or the look under way. */
type Probe =
  | { readonly kind: "planned"; readonly timer: Scheduled }
  | { readonly kind: "trying"; readonly attempt: Attempt };

/** Keeps one live connection, over the best transport that works, for as long as the server wants us. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #owner: AttemptOwner;
  #state: State = { kind: "idle" };
  #ladder: Ladder = topOfLadder;
  #probes = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#owner = {
      reading: () => options.reading(),
      onReady: (attempt) => this.#onReady(attempt),
      onRestart: (attempt) => void (this.#isLive(attempt) && options.onRestart()),
      onFrame: (attempt, frame) => this.#onFrame(attempt, frame),
      onEnd: (attempt, end) => this.#onEnd(attempt, end),
    };
  }

  /** The link that is live now. */
  get link(): Link | undefined {
    return this.#state.kind === "live" ? this.#state.attempt.link : undefined;
  }

  /** Connects, or connects anew: what this browser is allowed to see may have changed. */
  restart(): void {
    this.#leave();
    this.#ladder = { ...this.#ladder, round: 0 };
    this.#open();
  }

  stop(): void {
    this.#leave();
    this.#state = { kind: "idle" };
  }

  /** The network or the reader came back: waits no longer, and looks whether a live connection still lives. */
  wake(): void {
    if (this.#state.kind === "live") this.#state.attempt.check();
    if (this.#state.kind === "waiting") this.restart();
  }

  #open(): void {
    const attempt = this.#attempt(this.#ladder.rung);
    this.#state = { kind: "opening", attempt };
    this.#options.onState({ kind: "connecting" });
  }

  #attempt(transport: Transport): Attempt {
    return new Attempt(transport, this.#options.openers[transport], this.#options.clock, this.#owner);
  }

  #wait(delayMs: number): void {
    const { clock } = this.#options;
    this.#state = { kind: "waiting", timer: clock.schedule(() => this.#open(), delayMs) };
    this.#options.onState({ kind: "waiting", retryAtMs: clock.now() + delayMs });
  }

  /** Nothing is tried any more, until `restart`. */
  end(reason: "session" | "version"): void {
    this.#leave();
    this.#state = { kind: "ended" };
    this.#options.onState({ kind: "ended", reason });
  }

  /** Ends whatever the present state has under way. */
  #leave(): void {
    const state = this.#state;
    if (state.kind === "waiting") state.timer.cancel();
    if (state.kind === "opening" || state.kind === "live") state.attempt.close();
    if (state.kind === "live") endProbe(state.probe);
  }

  #isLive(attempt: Attempt): boolean {
    return this.#state.kind === "live" && this.#state.attempt === attempt;
  }

  /** A probe that is ready takes the place of the link it looked past; what both bring is applied once, by number. */
  #onReady(attempt: Attempt): void {
    if (this.#state.kind === "live") {
      this.#state.attempt.close();
      this.#ladder = { ...topOfLadder, rung: attempt.transport };
    }
    this.#state = { kind: "live", attempt, probe: this.#planProbe() };
    this.#options.onState({ kind: "live", transport: attempt.transport });
  }

  #onFrame(attempt: Attempt, frame: ServerFrame): void {
    if (!this.#isLive(attempt)) return;
    if (frame.t === "welcome" && frame.v !== protocolVersion) this.end("version");
    else this.#options.onFrame(frame);
  }

  #onEnd(attempt: Attempt, end: LinkEnd): void {
    const verdict = judgeEnd(end);
    if (verdict.kind === "over") return this.end(verdict.reason);
    if (this.#state.kind === "live" && this.#state.attempt !== attempt) return this.#probeFailed();
    this.#leave();
    if (verdict.kind === "later" && verdict.delayMs !== undefined) return this.#wait(verdict.delayMs);
    const { livedMs, transport } = attempt;
    if (transport === "websocket" && (livedMs ?? 0) >= trustedAfterMs) this.#probes = 0;
    const isByWord = verdict.kind === "later";
    this.#take(
      livedMs === undefined ? stepAfterFailure(this.#ladder) : stepAfterDeath(this.#ladder, livedMs, isByWord),
    );
  }

  #take({ ladder, isAtOnce }: Step): void {
    this.#ladder = ladder;
    if (isAtOnce) this.#open();
    else this.#wait(pickDelay(ladder.round, this.#options.clock.random()));
  }

  #planProbe(): Probe | undefined {
    const { clock } = this.#options;
    if (!pickProbed(this.#ladder.rung, this.#probes)) return undefined;
    const delayMs = pickProbeDelay(this.#probes, clock.random());
    return { kind: "planned", timer: clock.schedule(() => this.#probe(), delayMs) };
  }

  #probe(): void {
    const probed = pickProbed(this.#ladder.rung, this.#probes);
    if (this.#state.kind !== "live" || !probed) return;
    this.#probes += 1;
    this.#state = { ...this.#state, probe: { kind: "trying", attempt: this.#attempt(probed) } };
  }

  #probeFailed(): void {
    if (this.#state.kind === "live") this.#state = { ...this.#state, probe: this.#planProbe() };
  }
}

function endProbe(probe: Probe | undefined): void {
  if (probe?.kind === "planned") probe.timer.cancel();
  if (probe?.kind === "trying") probe.attempt.close();
}
