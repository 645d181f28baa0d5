import type { z } from "zod";

import { type Now, addMilliseconds } from "@/lib/clock";

import { type FailedAttempt, KomboError } from "./errors";
import { type KomboAnswer, type KomboLimits, type KomboRequest, requestOnce } from "./request";
import { type RawRecord, splitPage } from "./split-page";
import {
  checkApiKeyAnswer,
  forceSyncAnswer,
  type IntegrationDetails,
  integrationAnswer,
  type KomboSyncType,
  type LinkLanguage,
  listAnswer,
  relinkAnswer,
  type StartedSync,
} from "./wire";

export type KomboOptions = {
  readonly apiUrl: string;
  readonly apiKey: string;
  /** Waits; tests give one that does not. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

type ListPageInput = {
  readonly komboIntegrationId: string;
  /** A path of the catalog. */
  readonly endpoint: string;
  readonly query: Readonly<Record<string, string>>;
  readonly now: Now;
  /** All attempts and the waits between them fit in here. */
  readonly budgetMs: number;
  readonly signal?: AbortSignal;
};

export type KomboPage = PageFacts & { readonly records: readonly RawRecord[] };

/** All that is known of a page but its records. */
export type PageFacts = {
  readonly next: string | null;
  /** When the attempt that was answered was sent (I7). */
  readonly requestedAt: Date;
  readonly requestMs: number;
  readonly waitedMs: number;
  readonly retries: number;
  /** The attempts before the one that was answered. */
  readonly tried: readonly FailedAttempt[];
  readonly limits: KomboLimits;
};

export type KomboClient = {
  listPage(input: ListPageInput): Promise<KomboPage>;
  getIntegration(komboIntegrationId: string, now: Now): Promise<IntegrationDetails>;
  /** Asks Kombo to sync the tool now; while it does already, that sync is answered. */
  forceSync(komboIntegrationId: string, type: KomboSyncType, now: Now): Promise<Sent<StartedSync>>;
  /** A link for the customer to sign in to their tool again. */
  createReconnectionLink(komboIntegrationId: string, language: LinkLanguage, now: Now): Promise<Sent<{ link: string }>>;
  checkApiKey(now: Now): Promise<{ environmentId: string | null; latencyMs: number; limits: KomboLimits }>;
};

/** What Kombo said to a command, and what its answer tells about the key. */
type Sent<Data> = { readonly data: Data; readonly latencyMs: number; readonly limits: KomboLimits };

const attemptsMax = 3;
const attemptTimeoutMs = 15_000;
const managementBudgetMs = 10_000;
/** An attempt with less time than this left is not worth starting. */
const attemptMinMs = 500;

export function createKomboClient(options: KomboOptions): KomboClient {
  const request = (input: RequestInput) =>
    requestWithRetries(options, input, (body): unknown => JSON.parse(body.toString()));
  return {
    async listPage(input) {
      const query = new URLSearchParams(input.query);
      const asked = {
        path: `${input.endpoint}?${query}`,
        komboIntegrationId: input.komboIntegrationId,
        now: input.now,
        budgetMs: input.budgetMs,
        ...(input.signal ? { signal: input.signal } : {}),
      };
      const answer = await requestWithRetries(options, asked, splitPage);
      const { rest, records } = answer.body;
      const { data } = parseAnswer(listAnswer, { ...answer, body: rest });
      return {
        records,
        next: data.next === "" ? null : data.next,
        requestedAt: answer.requestedAt,
        requestMs: answer.requestMs,
        waitedMs: answer.waitedMs,
        retries: answer.attempts - 1,
        tried: answer.tried,
        limits: answer.limits,
      };
    },
    async getIntegration(komboIntegrationId, now) {
      const path = `/integrations/${encodeURIComponent(komboIntegrationId)}`;
      return parseAnswer(integrationAnswer, await request({ path, now, budgetMs: managementBudgetMs })).data;
    },
    async forceSync(komboIntegrationId, type, now) {
      const answer = await request({
        path: "/force-sync",
        body: { type },
        komboIntegrationId,
        now,
        budgetMs: managementBudgetMs,
      });
      const { data } = parseAnswer(forceSyncAnswer, answer);
      return { data, latencyMs: answer.requestMs, limits: answer.limits };
    },
    async createReconnectionLink(komboIntegrationId, language, now) {
      const path = `/integrations/${encodeURIComponent(komboIntegrationId)}/relink`;
      // An embedded link opens only inside an application that shows it; this one is sent to a person.
      const body = { language, link_type: "MAGIC_LINK" };
      const answer = await request({ path, body, now, budgetMs: managementBudgetMs });
      const { data } = parseAnswer(relinkAnswer, answer);
      return { data, latencyMs: answer.requestMs, limits: answer.limits };
    },
    async checkApiKey(now) {
      const answer = await request({ path: "/check-api-key", now, budgetMs: managementBudgetMs });
      const { data } = parseAnswer(checkApiKeyAnswer, answer);
      return { environmentId: data.environment_id ?? null, latencyMs: answer.requestMs, limits: answer.limits };
    },
  };
}

type RequestInput = {
  readonly path: string;
  readonly body?: object;
  readonly komboIntegrationId?: string;
  readonly now: Now;
  readonly budgetMs: number;
  readonly signal?: AbortSignal;
};

type RetriedAnswer<Body> = KomboAnswer<Body> & {
  readonly attempts: number;
  readonly waitedMs: number;
  readonly tried: readonly FailedAttempt[];
};

/** Only what may pass by itself is tried again, with a jittered wait that still fits in the budget. */
async function requestWithRetries<Body>(
  options: KomboOptions,
  input: RequestInput,
  parse: (body: Buffer) => Body,
): Promise<RetriedAnswer<Body>> {
  const deadline = addMilliseconds(input.now(), input.budgetMs);
  const leftMs = () => deadline.getTime() - input.now().getTime();
  const tried: FailedAttempt[] = [];
  let waitedMs = 0;
  for (let attempts = 1; ; attempts++) {
    const at = input.now();
    try {
      const timeoutMs = Math.max(attemptMinMs, Math.min(attemptTimeoutMs, leftMs()));
      const answer = await requestOnce(toRequest(options, input, timeoutMs), parse);
      return { ...answer, attempts, waitedMs, tried };
    } catch (error) {
      if (!(error instanceof KomboError)) throw error;
      error.attempts = attempts;
      const waitMs = input.signal?.aborted ? null : retryWaitMs(error, attempts, leftMs());
      tried.push(toFailedAttempt(error, { at, ms: input.now().getTime() - at.getTime(), waitMs: waitMs ?? 0 }));
      error.tried = tried;
      if (waitMs === null) throw error;
      await (options.sleep ?? sleepFor)(waitMs, input.signal ?? AbortSignal.timeout(attemptTimeoutMs));
      waitedMs += waitMs;
    }
  }
}

function toFailedAttempt(
  { code, status, requestId }: KomboError,
  { at, ms, waitMs }: { at: Date; ms: number; waitMs: number },
): FailedAttempt {
  return { at: at.toISOString(), ms: Math.round(ms), code, status, requestId, waitMs: Math.round(waitMs) };
}

function toRequest(options: KomboOptions, input: RequestInput, timeoutMs: number): KomboRequest {
  return {
    url: `${options.apiUrl}${input.path}`,
    body: input.body ?? null,
    apiKey: options.apiKey,
    komboIntegrationId: input.komboIntegrationId ?? null,
    now: input.now,
    timeoutMs,
    signal: input.signal ?? null,
  };
}

/** Null: this failure is not tried again here. A rate limit is the key's matter, and waits outside the slice. */
function retryWaitMs(error: KomboError, attempts: number, leftMs: number): number | null {
  if (error.kind !== "transient" || attempts >= attemptsMax) return null;
  const waitMs = error.retryAfterMs ?? Math.round(250 * 2 ** (attempts - 1) * (0.5 + Math.random()));
  return waitMs + attemptMinMs < leftMs ? waitMs : null;
}

function parseAnswer<Schema extends z.ZodType>(schema: Schema, answer: RetriedAnswer<unknown>): z.infer<Schema> {
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const error = new KomboError({
    kind: "transient",
    code: "MALFORMED",
    message: `Kombo's answer is not of the documented form (${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""})`,
    requestId: answer.requestId,
  });
  const { requestedAt: at, requestMs: ms, tried } = answer;
  error.tried = [...tried, toFailedAttempt(error, { at, ms, waitMs: 0 })];
  throw error;
}

function sleepFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
