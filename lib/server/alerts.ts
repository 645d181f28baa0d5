import "server-only";

import { env } from "@/lib/env";
import { type AlertTarget, deriveAlertKey } from "@/lib/health/alerts/message";
import { watchAlerts } from "@/lib/health/alerts/watch";
import { commandDeps, composition } from "@/lib/server/composition";
import { healthSettings } from "@/lib/server/health-settings";
import { post } from "@/lib/server/post";

/** Null without ALERT_WEBHOOK_URL. */
export function alertTarget(): AlertTarget | null {
  const { alertWebhookUrl: url, authSecret, appUrl } = env();
  if (url === undefined) return null;
  return { appUrl, key: deriveAlertKey(authSecret), post: (body, headers) => post(url, { body, headers }) };
}

/** Never throws: whoever does work and then looks here must not fail by it. Looks once a minute, however often it is called. */
export async function watchAlertsSafely(): Promise<void> {
  const target = alertTarget();
  if (!target) return;
  const { log } = composition();
  try {
    const { told, failed } = await watchAlerts({ ...commandDeps(), settings: healthSettings(), target });
    if (told + failed > 0) log.info({ told, failed }, "alerts");
  } catch (error) {
    log.error({ err: error }, "alerts not watched");
  }
}
