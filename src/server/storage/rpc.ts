import { type ErrorCode, type ErrorDetails, ParleyError } from "#protocol/errors.ts";
import type { InputOf, OperationName, OutputOf } from "./operation-modes.ts";
import type { Notice } from "./storage.ts";

/** What passes between the thread that serves and the threads that store. */
export interface Call<Name extends OperationName = OperationName> {
  readonly id: number;
  readonly name: Name;
  readonly input: InputOf<Name>;
  /** The caller's clock: milliseconds since the Unix epoch. */
  readonly now: number;
}

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: OutputOf<OperationName> }
  | { readonly id: number; readonly ok: false; readonly failure: Failure };

/** A refusal with its code, or anything else that went wrong. */
export type Failure =
  | { readonly code: ErrorCode; readonly details: ErrorDetails }
  | { readonly code: undefined; readonly message: string };

/** The answers of one durable transaction, and what is to be made known before they are given. */
export interface Committed {
  readonly type: "committed";
  readonly replies: readonly Reply[];
  readonly notices: readonly Notice[];
}

export type ToWorker =
  | { readonly type: "open"; readonly now: number }
  | { readonly type: "calls"; readonly calls: readonly Call[] }
  | { readonly type: "close" };

export type FromWorker =
  | { readonly type: "opened"; readonly epoch: string }
  | { readonly type: "closed" }
  | { readonly type: "failed"; readonly message: string }
  | Committed;

export interface WorkerOptions {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly modes: readonly ("read" | "write")[];
}

export function toFailure(error: unknown): Failure {
  if (error instanceof ParleyError) return { code: error.code, details: error.details };
  return { code: undefined, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

export function toError(failure: Failure): Error {
  return failure.code === undefined
    ? new Error(`storage: ${failure.message}`)
    : new ParleyError(failure.code, failure.details);
}
