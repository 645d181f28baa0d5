import { randomUUID } from "node:crypto";

import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import type { Clock } from "@/lib/clock";
import type { Pool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type AlertTarget, composeTestAlert } from "@/lib/health/alerts/message";
import { post } from "@/lib/health/alerts/post";
import type { TestAlertAnswer } from "@/lib/health/schema/connection";

type TestAlertDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Null without ALERT_WEBHOOK_URL. */
  readonly target: AlertTarget | null;
};

/** Sends one alert that is about nothing, as all others are sent. */
export async function sendTestAlert(
  { pool, clock, target }: TestAlertDeps,
  { actor }: { readonly actor: Actor },
): Promise<TestAlertAnswer> {
  if (!target) throw new AppError("conflict", "ALERT_WEBHOOK_URL is not set, so there is nobody to tell.");
  const now = await clock.start();
  const sentAt = now();
  await withTransaction(pool, (tx) =>
    insertAuditEvent(tx, {
      actor,
      action: "connection.send_test_alert",
      target: "ALERT_WEBHOOK_URL",
      at: sentAt,
    }),
  );
  const answer = await post(target, composeTestAlert(target, { id: randomUUID(), at: sentAt }));
  return answer.kind === "arrived"
    ? { kind: "arrived", status: answer.status, tookMs: now().getTime() - sentAt.getTime() }
    : { kind: "not_arrived", problem: answer.problem };
}
