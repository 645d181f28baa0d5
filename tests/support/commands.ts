import type { Actor } from "@/lib/auth/actor";
import { type Claim, claimWork } from "@/lib/sync/claim-work";
import type { CommandDeps } from "@/lib/sync/deps";

import type { Mirror } from "./mirror";

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

export type AuditRow = { readonly action: string; readonly target: string; readonly actor: string };

export async function listAudit({ pool }: Mirror): Promise<readonly AuditRow[]> {
  const { rows } = await pool.query<AuditRow>(
    "SELECT action, target, actor_name AS actor FROM audit_events ORDER BY id",
  );
  return rows;
}
