import { type Actor, actorName } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import { databaseClock } from "@/lib/db/clock";
import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { findEndpoint } from "@/lib/kombo/endpoints";

import { requestFullFetch, type WishedRun } from "./request-full-fetch";

export type ForcedFullFetch = {
  readonly actor: Actor;
  /** Null: every integration. */
  readonly komboIntegrationId: string | null;
  /** Null: every endpoint that is enabled and available. */
  readonly endpoints: readonly string[] | null;
  readonly dryRun: boolean;
};

/** A person's full fetch: queued or joined, and audited in the same transaction. */
export async function forceFullFetch(deps: { pool: Pool }, command: ForcedFullFetch): Promise<readonly WishedRun[]> {
  const unknown = command.endpoints?.find((path) => !findEndpoint(path));
  if (unknown !== undefined) throw new AppError("bad_request", `endpoints: ${unknown} is not an endpoint.`);
  const now = await databaseClock(deps.pool).start();
  return withTransaction(deps.pool, async (tx) => {
    const { actor, ...wish } = command;
    const requestedBy = actorName(actor);
    const runs = await requestFullFetch(tx, { ...wish, requestedBy, trigger: "manual", at: now() });
    if (runs.length === 0 && wish.komboIntegrationId !== null) {
      throw new AppError(
        "conflict",
        "Nothing to fetch: the integration is unknown, deleted, paused or not active in Kombo, or the endpoints are not available.",
      );
    }
    await insertAuditEvent(tx, {
      actor,
      action: "full_fetch.request",
      target: wish.komboIntegrationId ?? "all integrations",
      after: { endpoints: runs.map(({ endpoint }) => endpoint), dryRun: wish.dryRun },
      at: now(),
    });
    return runs;
  });
}
