import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { ParleyError, type ErrorCode } from "#protocol/errors.ts";

/** Every failure as `{error: {code, message, …}}`: what the caller may know, never a stack. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const failure = toParleyError(error);
  if (failure.code === "internal") request.log.error({ err: error }, "request failed");
  const { retryAfterMs } = failure.details;
  if (retryAfterMs !== undefined) reply.header("retry-after", Math.ceil(retryAfterMs / 1_000));
  reply.code(failure.status).send({ error: failure.toView() });
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  answerError(new ParleyError("not_found"), request, reply);
}

/** Fastify refuses what it cannot read with a status of its own; everything else that is not ours is our fault. */
export function toParleyError(error: unknown): ParleyError {
  if (error instanceof ParleyError) return error;
  const status = isFastifyError(error) ? (error.statusCode ?? 500) : 500;
  return new ParleyError(codeOf(status));
}

function codeOf(status: number): ErrorCode {
  if (status === 413) return "too_large";
  if (status === 415) return "unsupported_media";
  if (status === 414) return "not_found";
  if (status === 503) return "unavailable";
  return status >= 400 && status < 500 ? "bad_request" : "internal";
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && "code" in error && String(error.code).startsWith("FST_");
}
