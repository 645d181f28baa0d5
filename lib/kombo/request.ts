import type { Now } from "@/lib/clock";
import { errorMessage } from "@/lib/errors";
import { storableText } from "@/lib/storable-text";

import { decideErrorKind, KomboError } from "./errors";
import { errorAnswer } from "./wire";

/** What the headers of an answer tell about the key. */
export type KomboLimits = {
  /** Set when the window is used up: how long until it opens again. */
  readonly exhaustedForMs: number | null;
  /** Set when a fifth of the window or less is left: how long until it opens again. */
  readonly scarceForMs: number | null;
  /** How much of the window is left; null when the headers do not say. */
  readonly window: { readonly left: number; readonly limit: number } | null;
  /** Kombo's Date header minus our clock: the least difference that explains it. */
  readonly clockOffsetMs: number | null;
};

export type KomboRequest = {
  readonly url: string;
  /** Posted as JSON; null: the request is a GET. */
  readonly body: object | null;
  readonly apiKey: string;
  readonly komboIntegrationId: string | null;
  readonly now: Now;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | null;
};

export type KomboAnswer<Body> = {
  readonly body: Body;
  readonly requestedAt: Date;
  readonly requestMs: number;
  readonly requestId: string | null;
  readonly limits: KomboLimits;
};

/**
 * One attempt. Throws KomboError for everything but a 2xx with a body that `parse` reads without a SyntaxError; the body
 * is fetched within the timeout too.
 */
export async function requestOnce<Body>(
  request: KomboRequest,
  parse: (body: Buffer) => Body,
): Promise<KomboAnswer<Body>> {
  const requestedAt = request.now();
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  const { response, body: bytes } = await send(request, signal);
  const limits = readLimits(response.headers, request.now());
  const requestId = readRequestId(response.headers);
  if (!response.ok) throw toError({ response, text: bytes.toString(), request });
  try {
    const body = parse(bytes);
    const requestMs = Math.round(request.now().getTime() - requestedAt.getTime());
    return { body, requestedAt, requestMs, requestId, limits };
  } catch (error) {
    throw new KomboError(
      {
        kind: "transient",
        code: "MALFORMED",
        message: "Kombo's answer is not complete JSON",
        status: response.status,
        requestId,
      },
      { cause: error },
    );
  }
}

async function send(request: KomboRequest, signal: AbortSignal): Promise<{ response: Response; body: Buffer }> {
  try {
    const response = await fetch(request.url, {
      method: request.body === null ? "GET" : "POST",
      body: request.body === null ? null : JSON.stringify(request.body),
      headers: {
        authorization: `Bearer ${request.apiKey}`,
        accept: "application/json",
        ...(request.body === null ? {} : { "content-type": "application/json" }),
        ...(request.komboIntegrationId === null ? {} : { "x-integration-id": request.komboIntegrationId }),
      },
      cache: "no-store",
      redirect: "error",
      signal,
    });
    return { response, body: await readBody(response) };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    throw new KomboError(
      isTimeout
        ? { kind: "transient", code: "TIMEOUT", message: `Kombo did not answer within ${request.timeoutMs} ms` }
        : { kind: "transient", code: "NETWORK", message: `Kombo could not be reached (${errorMessage(error)})` },
      { cause: error },
    );
  }
}

const byteOrderMark = Buffer.from("\uFEFF");

/** Whole, and not decoded yet: `response.text()` was measured to take 4 ms for a page of a megabyte. */
async function readBody(response: Response): Promise<Buffer> {
  const body = Buffer.from(await response.arrayBuffer());
  const isMarked = body.subarray(0, byteOrderMark.length).equals(byteOrderMark);
  return isMarked ? body.subarray(byteOrderMark.length) : body;
}

function toError(failure: { response: Response; text: string; request: KomboRequest }): KomboError {
  const { status, headers } = failure.response;
  const parsed = errorAnswer.safeParse(parseOrNull(failure.text));
  const code = parsed.success ? (parsed.data.error.code ?? null) : null;
  const told = parsed.success ? (parsed.data.error.message ?? parsed.data.error.title) : null;
  return new KomboError({
    kind: decideErrorKind({ code, status, hasCursor: new URL(failure.request.url).searchParams.has("cursor") }),
    code: code ?? `HTTP_${status}`,
    message: told ?? `Kombo answered ${status} without saying why`,
    status,
    retryAfterMs: readRetryAfter(headers, failure.request.now()),
    requestId: readRequestId(headers),
  });
}

/** Kombo documents no such header: the usual ones are looked for, the one of its edge last. */
const requestIdHeaders = ["x-request-id", "request-id", "x-kombo-request-id", "cf-ray"] as const;
const requestIdMaxLength = 128;

function readRequestId(headers: Headers): string | null {
  const given = requestIdHeaders.map((name) => headers.get(name)?.trim()).find(Boolean);
  return given === undefined ? null : storableText(given.slice(0, requestIdMaxLength));
}

/** A load balancer answers HTML: then the status is all there is. */
function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readLimits(headers: Headers, now: Date): KomboLimits {
  const remaining = readNumber(headers, "ratelimit-remaining");
  const limit = readNumber(headers, "ratelimit-limit");
  const opensInMs = readSeconds(headers, "ratelimit-reset") ?? 1000;
  const date = Date.parse(headers.get("date") ?? "");
  return {
    exhaustedForMs: remaining !== null && remaining <= 0 ? opensInMs : null,
    scarceForMs: remaining !== null && limit !== null && remaining <= limit / 5 ? opensInMs : null,
    window: remaining === null || limit === null ? null : { left: Math.max(0, remaining), limit },
    clockOffsetMs: Number.isNaN(date) ? null : readClockOffset(date, now.getTime()),
  };
}

/** The header cuts to whole seconds: within that second the clocks may well agree. */
function readClockOffset(date: number, now: number): number {
  if (now < date) return date - now;
  return Math.min(0, date + 999 - now);
}

/** Both are obeyed, the longer one counts (I17). `Retry-After` may be seconds or a date. */
function readRetryAfter(headers: Headers, now: Date): number | null {
  const waits = [
    readSeconds(headers, "retry-after") ?? readDateWait(headers.get("retry-after"), now),
    Number(headers.get("ratelimit-remaining") ?? "1") <= 0 ? readSeconds(headers, "ratelimit-reset") : null,
  ].filter((wait) => wait !== null);
  return waits.length === 0 ? null : Math.max(...waits);
}

/** Only what is no number is read as a date: `Date.parse("40")` is the year 2040. */
function readDateWait(value: string | null, now: Date): number | null {
  const date = Date.parse(value ?? "");
  return Number.isNaN(date) ? null : Math.min(waitMaxMs, Math.max(0, date - now.getTime()));
}

/** Whatever a header says, nobody is made to wait longer without asking again. */
export const waitMaxMs = 3_600_000;

function readSeconds(headers: Headers, name: string): number | null {
  const seconds = readNumber(headers, name);
  return seconds === null ? null : Math.min(waitMaxMs, Math.max(0, seconds * 1000));
}

function readNumber(headers: Headers, name: string): number | null {
  const value = headers.get(name);
  return value === null || value.trim() === "" || Number.isNaN(Number(value)) ? null : Number(value);
}
