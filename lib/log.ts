import { pino, type Logger } from "pino";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

/** One wide event per request and per run: ids and counts, never payloads, names or secrets. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: toLoggedError } });
}

/**
 * Type, code and stack. Not what may quote values: PostgreSQL's detail and where, the body that a SyntaxError cites.
 */
function toLoggedError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = "code" in error ? { code: error.code } : {};
  const constraint = "constraint" in error ? { constraint: error.constraint } : {};
  const quotes = error instanceof SyntaxError;
  return {
    type: error.name,
    ...code,
    ...constraint,
    ...(quotes ? {} : { message: error.message, stack: error.stack }),
    ...(error.cause === undefined ? {} : { cause: toLoggedError(error.cause) }),
  };
}
