import type { Actor } from "@/lib/auth/actor";
import { withTransaction } from "@/lib/db/transaction";
import { type Claim, claimWork } from "@/lib/sync/claim-work";
import type { CommandDeps, SyncDeps } from "@/lib/sync/deps";
import { markDirty } from "@/lib/sync/mark-dirty";
import { requestFullFetch } from "@/lib/sync/request-full-fetch";

import { integrationOf, type Mirror, readValue } from "./mirror";

/** Who gives the commands of the tests. */
export const operator: Actor = { kind: "person", id: "person-1", name: "Olga", role: "operator" };

export function commandDepsOf({ deps }: Mirror): CommandDeps {
  return { pool: deps.pool, clock: deps.clock };
}

/** Claims the next run there is, whatever rests before it. */
export async function claimNext(mirror: Mirror): Promise<Claim> {
  for (;;) {
    const outcome = await claimWork(mirror.deps);
    if (outcome.kind === "claimed") return outcome.claim;
    if (outcome.kind === "idle") throw new Error("Nothing was due");
  }
}

/** A full fetch of these endpoints, or of all (null), wanted by nobody in particular. */
export function wantFull(mirror: Mirror, endpoints: readonly string[] | null, options: { dryRun?: boolean } = {}) {
  const wish = { komboIntegrationId: null, endpoints, dryRun: false, requestedBy: null, ...options };
  const at = mirror.clock.now();
  return withTransaction(mirror.pool, (tx) => requestFullFetch(tx, { ...wish, trigger: "manual", at }));
}

/** What a webhook does that says the endpoint of the first integration has changed. */
export async function wantDelta(mirror: Mirror, endpoint: string): Promise<void> {
  const integrationId = await readValue<string>(
    mirror.pool,
    "SELECT id FROM integrations WHERE kombo_integration_id = $1",
    [integrationOf(mirror).id],
  );
  const mark = { integrationId, endpoints: [endpoint], trigger: "webhook" as const, webhookEventId: null };
  await markDirty(mirror.pool, { ...mark, at: mirror.clock.now() });
}

/** The mirror's own, except that something happens before the so-manyth page is asked for, or once its answer has come. */
export function aroundPages(
  { deps }: Mirror,
  happens: { readonly [When in "before" | "after"]?: (asked: number) => Promise<unknown> },
): SyncDeps {
  let asked = 0;
  const { kombo } = deps;
  return {
    ...deps,
    kombo: {
      ...kombo,
      async listPage(input) {
        const number = ++asked;
        await happens.before?.(number);
        const answer = await kombo.listPage(input);
        await happens.after?.(number);
        return answer;
      },
    },
  };
}

/**
 * Employees of ours that Kombo does not know: what is left when it forgets some, or a permission is lost. With a place,
 * all of them are of that work location.
 */
export async function leaveForgotten({ pool }: Mirror, count: number, place: string | null = null): Promise<void> {
  await pool.query(
    `INSERT INTO records (integration_id, model, kombo_id, endpoint, data, content_hash, display_name, first_seen_at,
                          fetched_at, changed_at)
     SELECT integration_id, model, 'forgotten' || lpad(n::text, 2, '0'), endpoint,
            CASE WHEN $2::text IS NULL THEN data ELSE jsonb_set(data, '{work_location,name}', to_jsonb($2::text)) END,
            content_hash, 'Forgotten ' || n, first_seen_at, fetched_at, changed_at
     FROM (SELECT * FROM records WHERE endpoint = '/hris/employees' AND data -> 'work_location' ->> 'name' IS NOT NULL
           ORDER BY kombo_id LIMIT 1) r, generate_series(1, $1::int) n`,
    [count, place],
  );
}

export type AuditRow = { readonly action: string; readonly target: string; readonly actor: string };

export async function listAudit({ pool }: Mirror): Promise<readonly AuditRow[]> {
  const { rows } = await pool.query<AuditRow>(
    "SELECT action, target, actor_name AS actor FROM audit_events ORDER BY id",
  );
  return rows;
}
