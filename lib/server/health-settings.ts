import "server-only";

import { env } from "@/lib/env";
import { canReach } from "@/lib/health/connection/reach";
import type { HealthSettings } from "@/lib/health/status";
import { composition } from "@/lib/server/composition";
import vercel from "@/vercel.json" with { type: "json" };

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export function healthSettings(): HealthSettings {
  const { komboApiUrl, komboWebhookSecrets, catchUpHours, purgeAfterDays, alertWebhookUrl, cronSecret, isVercel } =
    env();
  return {
    keyId: composition().sync?.keyId ?? null,
    region: regionOf(komboApiUrl),
    hasWebhookSecret: komboWebhookSecrets.length > 0,
    fullFetchCron: isVercel ? cronOfVercel() : env().fullFetchCron,
    catchUpHours,
    driverBeatMs: isVercel ? dayMs : minuteMs,
    purgeAfterDays,
    webhookUrl: webhookUrl(),
    isWebhookReachable: canReach(webhookUrl(), komboApiUrl),
    hasCronSecret: cronSecret !== undefined,
    hasAlertTarget: alertWebhookUrl !== undefined,
  };
}

/** Only the environment says where our own door is. */
export function webhookUrl(): string {
  return `${env().appUrl}/api/webhooks/kombo`;
}

/** There the platform's schedule starts it, whatever FULL_FETCH_CRON says. */
function cronOfVercel(): string {
  const cron = vercel.crons.find(({ path }) => path === "/api/cron/full-fetch");
  return cron?.schedule ?? env().fullFetchCron;
}

function regionOf(apiUrl: string): string {
  const { hostname } = new URL(apiUrl);
  if (hostname === "api.us.kombo.dev") return "US";
  return hostname === "api.kombo.dev" ? "EU" : "Simulator";
}
