import { z } from "zod";

import { AppError } from "@/lib/errors";

/** Turns anything thrown into what may be told to the caller; the original stays as cause, for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) return new AppError("bad_request", describeIssues(error), { cause: error });
  if (isDatabaseUnavailable(error)) {
    return new AppError(
      "database_unavailable",
      "The database did not answer. Nothing was lost; try again in a moment.",
      {
        cause: error,
      },
    );
  }
  return new AppError("internal", "Something failed on our side. The log of the server names it by the request id.", {
    cause: error,
  });
}

const issuesMax = 5;

/** A body can be wrong in tens of thousands of places; the first few tell enough. */
function describeIssues({ issues }: z.ZodError): string {
  const first = issues.slice(0, issuesMax).map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  return first.join("; ").slice(0, 1_000);
}

/** Connection failures of the network, of the pool, and PostgreSQL's 08 (connection), 53 (resources), 57P
 * (shutdown), 25006 (a replica after a failover), 40001 and 40P01 (gave way to another transaction). */
const unavailableCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
const unavailableTexts = [
  /timeout exceeded when trying to connect/i,
  /connection terminated/i,
  /not queryable/i,
  /can't reach database/i,
];

function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (unavailableCodes.has(code) || /^(08|53|57P|25006|40001|40P01)/.test(code)) return true;
  if (unavailableTexts.some((text) => text.test(error.message))) return true;
  if (error instanceof AggregateError && error.errors.some(isDatabaseUnavailable)) return true;
  return isDatabaseUnavailable(error.cause);
}
