import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import { addMilliseconds, type Now } from "@/lib/clock";
import { withTransaction } from "@/lib/db/transaction";
import { KomboError } from "@/lib/kombo/errors";

import type { SyncDeps } from "./deps";
import { blockKeyAfter, getKeyState, noteAnswer, rateLimitWaitMs, releaseRefusedKey } from "./kombo-key";
import type { CheckKeyAnswer } from "./schema/check-key";

type CheckDeps = Pick<SyncDeps, "pool" | "clock" | "kombo" | "keyId">;

/**
 * Asks Kombo whether it takes the key, also while a refusal is waited out: that it does again is what a person wants to
 * know. A rate limit is obeyed (I17). Its line in the log is written first, since Kombo's answer is no part of it.
 */
export async function checkKey(deps: CheckDeps, { actor }: { readonly actor: Actor }): Promise<CheckKeyAnswer> {
  const now = await deps.clock.start();
  await withTransaction(deps.pool, (tx) =>
    insertAuditEvent(tx, { actor, action: "connection.check_key", target: "Kombo", at: now() }),
  );
  const until = await findRateLimit(deps, now());
  return until ? { kind: "rate_limited", until: until.toISOString() } : ask(deps, now);
}

/** A key that was never used is tried once, so that the first run's list knows before the first integration comes. */
export async function tryNewKey(deps: CheckDeps): Promise<CheckKeyAnswer | null> {
  const { lastOkAt, blockedUntil } = await getKeyState(deps.pool, deps.keyId);
  return lastOkAt === null && blockedUntil === null ? ask(deps, await deps.clock.start()) : null;
}

async function findRateLimit({ pool, keyId }: CheckDeps, now: Date): Promise<Date | null> {
  const { blockedUntil, blockedReason } = await getKeyState(pool, keyId);
  return blockedReason === "rate_limited" && blockedUntil !== null && blockedUntil > now ? blockedUntil : null;
}

async function ask(deps: CheckDeps, now: Now): Promise<CheckKeyAnswer> {
  const { pool, keyId } = deps;
  try {
    const { environmentId, latencyMs, limits } = await deps.kombo.checkApiKey(now);
    await releaseRefusedKey(pool, keyId);
    await noteAnswer(pool, { keyId, at: now(), latencyMs, limits });
    return { kind: "valid", environmentId, latencyMs, clockOffsetMs: limits.clockOffsetMs, window: limits.window };
  } catch (error) {
    if (!(error instanceof KomboError)) throw error;
    await blockKeyAfter(deps, error, now());
    return explain(error, now());
  }
}

function explain(error: KomboError, now: Date): CheckKeyAnswer {
  if (error.kind === "rate_limited") {
    return { kind: "rate_limited", until: addMilliseconds(now, rateLimitWaitMs(error)).toISOString() };
  }
  if (error.kind === "transient") return { kind: "unreachable", code: error.code };
  return { kind: "refused", code: error.code, message: error.message };
}
