import { storableText } from "@/lib/storable-text";

/**
 * What a failed request means for the one who fetches. Kombo's codes are open (I11): an unknown one is judged by its status.
 * rate_limited: the whole key waits. unauthorized: the key is refused. not_ready: the integration cannot be read now.
 * model_unavailable: this endpoint is not offered. cursor_rejected: the pass starts again. transient: try again.
 * refused: trying again without a change would give the same.
 */
export type KomboErrorKind =
  | "rate_limited"
  | "unauthorized"
  | "not_ready"
  | "gone"
  | "model_unavailable"
  | "cursor_rejected"
  | "transient"
  | "refused";

const kindByCode: Readonly<Record<string, KomboErrorKind>> = {
  "PLATFORM.RATE_LIMIT_EXCEEDED": "rate_limited",
  "PLATFORM.CONCURRENCY_LIMIT_EXCEEDED": "rate_limited",
  "PLATFORM.AUTHENTICATION_INVALID": "unauthorized",
  "PLATFORM.IP_NOT_WHITELISTED": "unauthorized",
  "PLATFORM.INTEGRATION_NOT_FOUND": "gone",
  "PLATFORM.UNKNOWN_ERROR": "transient",
  "PLATFORM.TASK_TIMED_OUT": "transient",
  "INTEGRATION.SETUP_SYNC_PENDING": "not_ready",
  "INTEGRATION.SETUP_INCOMPLETE": "not_ready",
  "INTEGRATION.QA_FAILED": "not_ready",
  "INTEGRATION.INACTIVE": "not_ready",
  "INTEGRATION.AUTHENTICATION_INVALID": "not_ready",
  "INTEGRATION.MODEL_NOT_AVAILABLE": "model_unavailable",
  "INTEGRATION.MODEL_DISABLED": "model_unavailable",
  "INTEGRATION.PERMISSION_MISSING": "model_unavailable",
  "REMOTE.SERVICE_UNAVAILABLE": "transient",
  "REMOTE.RATE_LIMIT_EXCEEDED": "transient",
  "REMOTE.UNKNOWN_HTTP_ERROR": "transient",
};

/** Codes that mean the key's limit is used up; of a 429 without a code too. */
export const rateLimitCodes: readonly string[] = [
  ...Object.keys(kindByCode).filter((code) => kindByCode[code] === "rate_limited"),
  "HTTP_429",
];

/** A request that was not answered as hoped, as it is kept and shown. */
export type FailedAttempt = {
  /** When it was sent. */
  readonly at: string;
  readonly ms: number;
  readonly code: string;
  readonly status: number | null;
  /** How Kombo calls the request, for its support; null where it did not say. */
  readonly requestId: string | null;
  /** How long nothing was sent after it; 0 when it was given up. */
  readonly waitMs: number;
};

const kinds: ReadonlyMap<string, KomboErrorKind> = new Map(Object.entries(kindByCode));

type KomboFailure = {
  readonly kind: KomboErrorKind;
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  readonly retryAfterMs?: number | null;
  readonly requestId?: string | null;
};

export class KomboError extends Error {
  readonly kind: KomboErrorKind;
  /** Kombo's own code, or ours: `TIMEOUT`, `NETWORK`, `MALFORMED`, `HTTP_502`. */
  readonly code: string;
  readonly status: number | null;
  /** How long Kombo asked to wait, if it did. */
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;
  /** Attempts made, this failure included. */
  attempts = 1;
  /** The same one by one, oldest first. */
  tried: readonly FailedAttempt[] = [];

  constructor(fields: KomboFailure, options?: ErrorOptions) {
    super(storableText(fields.message), options);
    this.name = "KomboError";
    this.kind = fields.kind;
    this.code = storableText(fields.code);
    this.status = fields.status ?? null;
    this.retryAfterMs = fields.retryAfterMs ?? null;
    this.requestId = fields.requestId ?? null;
  }
}

/** Kombo's docs: branch on the code, not on the message or the status; without a code the status is all there is. */
export function decideErrorKind(input: { code: string | null; status: number; hasCursor: boolean }): KomboErrorKind {
  const known = kinds.get(input.code ?? "");
  if (known) return known;
  if (input.status === 429) return "rate_limited";
  if (input.status === 401) return "unauthorized";
  if (input.status >= 500) return "transient";
  if (input.status === 400 && input.hasCursor) return "cursor_rejected";
  return "refused";
}
