import "server-only";

import type { Pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { composition } from "@/lib/server/composition";
import { type NewDrive, planDrive } from "@/lib/sync/drivers/workflow";
import { endDrive } from "@/lib/sync/drives";

/** Sees to it that a drive will be awake when work is due, whatever happens to this function. */
export async function ensureDrive(): Promise<void> {
  const { sync, log } = composition();
  const { syncDriver, isVercel } = env();
  // Only a build for Vercel knows workflows: elsewhere their routes would be open to anybody.
  if (!sync || syncDriver !== "workflow" || !isVercel) return;
  try {
    const planned = await planDrive(sync);
    if (planned) await startDrive(sync.pool, planned);
  } catch (error) {
    log.error({ err: error }, "drive not started: what is left waits for the next event or cron");
  }
}

async function startDrive(pool: Pool, planned: NewDrive): Promise<void> {
  const [{ start }, { drive }] = await Promise.all([import("workflow/api"), import("@/lib/server/drive")]);
  try {
    await start(drive, [planned]);
  } catch (error) {
    await endDrive(pool, planned.token);
    throw error;
  }
}
