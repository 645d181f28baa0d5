import { addMilliseconds, type Clock } from "@/lib/clock";
import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { listCauses } from "@/lib/health/attention";
import type { Cause } from "@/lib/health/causes";
import { listTroubledRecords } from "@/lib/health/data";
import { needsPerson } from "@/lib/health/decide-causes";
import type { HealthSettings } from "@/lib/health/status";

import { type AlertTarget, composeAlert } from "./message";
import { claimDueAlert, claimMinute, noteCauses, noteNotTold, noteTold, type OpenCause } from "./mutations";
import { post } from "./post";

export type AlertDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly settings: HealthSettings;
  readonly target: AlertTarget;
};

/** Of one watch: what is left waits a minute. */
const toldMax = 20;
const retryMsMax = 3_600_000;

/**
 * Tells each cause that needs a person once when it opens and once when it closes, at least once and in this order. One
 * process a minute looks, whoever calls; it asks nothing of the sync, so that it also tells when that stands still.
 */
export async function watchAlerts(deps: AlertDeps): Promise<{ readonly told: number; readonly failed: number }> {
  const { pool, settings } = deps;
  const now = await deps.clock.start();
  if (!(await claimMinute(pool, now()))) return { told: 0, failed: 0 };
  const at = now();
  const found = await listCauses(pool, settings, { now: at, records: listTroubledRecords(pool, at) });
  const causes = found.filter(isTold).map(toOpenCause);
  await withTransaction(pool, (tx) => noteCauses(tx, { causes, at: now() }));
  let told = 0;
  let failed = 0;
  while (told + failed < toldMax) {
    const outcome = await tellNext(deps, now());
    if (outcome === "nothing") break;
    if (outcome === "told") told++;
    else failed++;
  }
  return { told, failed };
}

async function tellNext({ pool, target }: AlertDeps, at: Date): Promise<"nothing" | "told" | "failed"> {
  const alert = await claimDueAlert(pool, at);
  if (!alert) return "nothing";
  const answer = await post(target, composeAlert(alert, target, at));
  if (answer.kind === "arrived") {
    await noteTold(pool, { alert, at });
    return "told";
  }
  await noteNotTold(pool, { alert, problem: answer.problem, dueAt: addMilliseconds(at, retryWaitMs(alert.attempts)) });
  return "failed";
}

/** 1 min, 2 min, 4 min … at most an hour. */
function retryWaitMs(attempts: number): number {
  return Math.min(retryMsMax, 60_000 * 2 ** Math.max(0, attempts - 1));
}

/** That alerts do not arrive cannot be told by one. */
function isTold({ kind }: Cause): boolean {
  return needsPerson(kind) && kind !== "alerts_undelivered";
}

/** Who the customer is stays here: the tool and Kombo's id name the integration to whoever may look. */
function toOpenCause({ id, kind, headline, text, integration, href }: Cause): OpenCause {
  const subject = integration === null ? "" : `${integration.toolLabel} (${integration.komboIntegrationId}): `;
  return { cause: id, kind, text: `${subject}${headline}. ${text}`, path: href };
}
