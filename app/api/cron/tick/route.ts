import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { watchAlertsSafely } from "@/lib/server/alerts";
import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { ensureDrive } from "@/lib/server/start-drive";
import { beat } from "@/lib/sync/heartbeats";
import { tick } from "@/lib/sync/tick";

export const maxDuration = 300;

const budgetMs = 270_000;

/** The safety net of the driver: whatever is due is done, whoever should have done it. */
export const GET = door("GET /api/cron/tick", {
  async handle() {
    const { pool, sync } = composition();
    if (!sync) throw new AppError("not_configured", "KOMBO_API_KEY is not set, so nothing can be fetched");
    await beat(pool, "tick");
    const summary = await tick(sync, { budgetMs, concurrency: env().syncConcurrency });
    await ensureDrive();
    await watchAlertsSafely();
    return summary;
  },
});
