import type { HealthSettings } from "@/lib/health/status";

/** A deployment in which everything is set. */
export const healthSettings: HealthSettings = {
  keyId: "key",
  region: "EU",
  hasWebhookSecret: true,
  fullFetchCron: "0 2 * * 0",
  catchUpHours: 6,
  driverBeatMs: 60_000,
  purgeAfterDays: 14,
  webhookUrl: "https://mirror.example/api/webhooks/kombo",
  isWebhookReachable: true,
  hasCronSecret: true,
  hasAlertTarget: true,
};
