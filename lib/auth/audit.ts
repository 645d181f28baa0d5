import type { Sql } from "@/lib/db/pool";

import { type Actor, actorName } from "./actor";

export type AuditEntry = {
  readonly actor: Actor;
  /** `noun.verb` */
  readonly action: string;
  readonly target: string;
  readonly before?: object;
  readonly after?: object;
  readonly at: Date;
};

/** Written in the transaction of the deed: what is not audited did not happen. */
export async function insertAuditEvent(tx: Sql, entry: AuditEntry): Promise<void> {
  await tx.query(
    `INSERT INTO audit_events (at, actor_id, actor_name, action, target, before, after) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      entry.at,
      "id" in entry.actor ? entry.actor.id : null,
      actorName(entry.actor),
      entry.action,
      entry.target,
      entry.before ? JSON.stringify(entry.before) : null,
      entry.after ? JSON.stringify(entry.after) : null,
    ],
  );
}
