/** What went wrong, for the door that answers and for the person who reads; each code has one HTTP status (lib/http/status). */
export type ErrorCode =
  | "bad_request"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_large"
  | "cursor_expired"
  | "rate_limited"
  | "uri_too_long"
  | "unsupported_media_type"
  | "not_configured"
  | "database_unavailable"
  | "kombo_unavailable"
  | "provider_unavailable"
  | "internal";

/** An expected failure: `message` is written for the user and holds no internal text; the cause is for the log. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** When asking again may help. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions & { readonly retryAfterSeconds?: number }) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
