import type { AppError } from "@/lib/errors";
import type { Log } from "@/lib/log";

import { statusByCode } from "./status";
import { toAppError } from "./to-app-error";

export type Refusal = {
  readonly failure: AppError;
  readonly status: number;
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** What a request is known by in the log. */
export type RequestEvent = { readonly requestId: string; readonly method: string; readonly path: string };

/** Turns what a request threw into what its caller is told, and logs it: ids and counts, never values. */
export function toRefusal(log: Log, event: RequestEvent, error: unknown): Refusal {
  const failure = toAppError(error);
  const status = statusByCode[failure.code];
  const level = status >= 500 ? "error" : "info";
  log[level]({ ...event, status, code: failure.code, ...(status >= 500 ? { err: failure.cause } : {}) }, "request");
  return { failure, status, requestId: event.requestId, headers: refusalHeaders(failure) };
}

/** The usual form of a refusal. */
export function refusalBody({ failure: { code, message }, requestId }: Refusal): object {
  return { error: { code, message, requestId } };
}

function refusalHeaders({ retryAfterSeconds }: AppError): Record<string, string> {
  return retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
}
