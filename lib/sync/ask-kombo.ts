import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Now } from "@/lib/clock";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { KomboError } from "@/lib/kombo/errors";
import type { KomboLimits } from "@/lib/kombo/request";
import type { KomboSyncType, LinkLanguage } from "@/lib/kombo/wire";

import { getCommandedIntegration } from "./commanded-integration";
import type { SyncDeps } from "./deps";
import { blockKeyAfter, getKeyState, noteAnswer } from "./kombo-key";
import type { AskSyncAnswer, ReconnectAnswer } from "./schema/controls";

type AskDeps = Pick<SyncDeps, "pool" | "clock" | "kombo" | "keyId">;
type Asked = { readonly actor: Actor; readonly komboIntegrationId: string };

/** Kombo reads the customer's tool now instead of at its next turn; what it finds comes as webhooks, as always. */
export async function askKomboToSync(
  deps: AskDeps,
  command: Asked & { readonly type: KomboSyncType },
): Promise<AskSyncAnswer> {
  const { komboIntegrationId, type } = command;
  const deed = { action: "integration.ask_sync", after: { type } };
  const { already_queued, sync_id, ...started } = await ask(deps, { ...command, ...deed }, (now) =>
    deps.kombo.forceSync(komboIntegrationId, type, now),
  );
  return { alreadyQueued: already_queued, syncId: sync_id, type: started.type };
}

/** The link is handed to the one who asked, and kept nowhere. */
export async function createReconnectionLink(
  deps: AskDeps,
  command: Asked & { readonly language: LinkLanguage },
): Promise<ReconnectAnswer> {
  const { komboIntegrationId, language } = command;
  const deed = { action: "integration.create_reconnection_link", after: { language } };
  return ask(deps, { ...command, ...deed }, (now) =>
    deps.kombo.createReconnectionLink(komboIntegrationId, language, now),
  );
}

type Deed = Asked & { readonly action: string; readonly after: object };
type Sent<Data> = { readonly data: Data; readonly latencyMs: number; readonly limits: KomboLimits };

/**
 * Sends one command to Kombo. What Kombo does cannot be part of our transaction, so the log is written first: a line may
 * stand there of a command that then failed, with its reason in a second one, but no command stands in no line.
 */
async function ask<Data>(deps: AskDeps, deed: Deed, send: (now: Now) => Promise<Sent<Data>>): Promise<Data> {
  const now = await deps.clock.start();
  await assertKeyOpen(deps, now());
  await audit(deps, deed, now());
  try {
    const { data, latencyMs, limits } = await send(now);
    await noteAnswer(deps.pool, { keyId: deps.keyId, at: now(), latencyMs, limits });
    return data;
  } catch (error) {
    if (!(error instanceof KomboError)) throw error;
    await blockKeyAfter(deps, error, now());
    await audit(deps, { ...deed, after: { ...deed.after, failed: error.code } }, now());
    throw toAppError(error);
  }
}

function audit(deps: AskDeps, { actor, komboIntegrationId, action, after }: Deed, at: Date): Promise<void> {
  return withTransaction(deps.pool, async (tx) => {
    await getCommandedIntegration(tx, komboIntegrationId);
    await insertAuditEvent(tx, { actor, action, target: komboIntegrationId, after, at });
  });
}

/** While the key waits, nothing is asked with it (I17). */
async function assertKeyOpen({ pool, keyId }: AskDeps, now: Date): Promise<void> {
  const { blockedUntil, blockedReason } = await getKeyState(pool, keyId);
  if (blockedUntil === null || blockedUntil <= now) return;
  const retryAfterSeconds = Math.ceil((blockedUntil.getTime() - now.getTime()) / 1000);
  throw blockedReason === "refused"
    ? new AppError("kombo_unavailable", "Kombo refuses the API key, so nothing was asked. Check KOMBO_API_KEY.")
    : new AppError("rate_limited", "Kombo's rate limit is used up, so nothing was asked. Try again a little later.", {
        retryAfterSeconds,
      });
}

function toAppError(error: KomboError): AppError {
  const { kind, code } = error;
  if (kind === "rate_limited") {
    return new AppError("rate_limited", "Kombo's rate limit is used up. Try again a little later.", { cause: error });
  }
  if (kind === "transient") {
    return new AppError("kombo_unavailable", `Kombo did not answer (${code}). Try again in a moment.`, {
      cause: error,
    });
  }
  return new AppError("kombo_unavailable", `Kombo refused (${code}): ${error.message}`, { cause: error });
}
