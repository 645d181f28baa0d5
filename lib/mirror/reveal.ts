import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import { isHidden } from "@/lib/auth/mask";
import { sightOf } from "@/lib/auth/sight";
import type { Clock } from "@/lib/clock";
import type { Pool, Sql } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

import type { RecordKey } from "./get-record";
import { valueAt } from "./json";
import type { PathChange, RevealAnswer, RevealRequest } from "./schema";

type Deps = { readonly pool: Pool; readonly clock: Clock };
type Reveal = RevealRequest & { readonly actor: Actor };

/** Discloses one masked field, and keeps who saw it and why: without the audit event there is no value. */
export async function revealField(deps: Deps, command: Reveal & { readonly key: RecordKey }): Promise<RevealAnswer> {
  const { komboIntegrationId, model, komboId } = command.key;
  return disclose(deps, command, async (tx) => {
    const { rows } = await tx.query<{ data: unknown }>(
      `SELECT data FROM records
       WHERE integration_id = (SELECT id FROM integrations WHERE kombo_integration_id = $1) AND model = $2 AND kombo_id = $3`,
      [komboIntegrationId, model, komboId],
    );
    const value = valueAt(rows[0]?.data, command.path);
    if (value === undefined) throw gone;
    if (!isHidden(value, { model, path: command.path, sight: sightOf(command.actor) })) throw notMasked;
    return { target: `${komboIntegrationId}/${model}/${komboId}`, answer: { value } };
  });
}

/** The same for a value of the change log: what it was before, and after. */
export async function revealChange(deps: Deps, command: Reveal & { readonly seq: string }): Promise<RevealAnswer> {
  return disclose(deps, command, async (tx) => {
    const { rows } = await tx.query<{ target: string; paths: readonly PathChange[] | null }>(
      `SELECT i.kombo_integration_id || '/' || c.model || '/' || c.kombo_id || '#' || c.seq AS target, c.paths
       FROM record_changes c JOIN integrations i ON i.id = c.integration_id WHERE c.seq = $1`,
      [command.seq],
    );
    const [row] = rows;
    const change = row?.paths?.find(({ path }) => path === command.path);
    if (!row || !change) throw gone;
    return { target: row.target, answer: { from: change.from, to: change.to } };
  });
}

const notMasked = new AppError("bad_request", "path: only one masked field is revealed at a time, and this is none");
const gone = new AppError("not_found", "path: there is no such value any more. Load the page again.");

async function disclose(
  deps: Deps,
  { actor, path, reason }: Reveal,
  read: (tx: Sql) => Promise<{ target: string; answer: RevealAnswer }>,
): Promise<RevealAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const { target, answer } = await read(tx);
    await insertAuditEvent(tx, { actor, action: "record.reveal", target, after: { path, reason }, at: now() });
    return answer;
  });
}
