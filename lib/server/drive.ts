import { sleep } from "workflow";
import { start } from "workflow/api";

import { addMilliseconds } from "@/lib/clock";
import { env } from "@/lib/env";
import { composition } from "@/lib/server/composition";
import { driveOnce, type NewDrive, type NextTick } from "@/lib/sync/drivers/workflow";
import { endDrive, passDrive } from "@/lib/sync/drives";

/**
 * The driver on Vercel, where no process lives on: sleeps durably until something becomes due. All state is rows, so a
 * run that is lost, doubled or superseded harms nothing. After some ticks another run goes on: a long log is slow to
 * replay, and a new run has the code of the newest deployment. Each directive stands on a line of its own: the bundler
 * drops a step that it does not recognise, without a word.
 */
export async function drive({ token, waitMs }: NewDrive, ticksMax = 50): Promise<string> {
  "use workflow";
  let sleepMs = waitMs;
  for (let ticks = 0; ticks < ticksMax; ticks++) {
    if (sleepMs > 0) await sleep(sleepMs);
    const next = await driveTick(token);
    if (next.kind === "over") return "over";
    sleepMs = next.waitMs;
  }
  await handOver({ token, waitMs: sleepMs });
  return "handed over";
}

async function driveTick(token: string): Promise<NextTick> {
  "use step";
  const { sync } = composition();
  return sync ? driveOnce(sync, { token, concurrency: env().syncConcurrency }) : { kind: "over" };
}

async function handOver({ token, waitMs }: NewDrive): Promise<void> {
  "use step";
  const { sync } = composition();
  if (!sync) return;
  const now = await sync.clock.start();
  const passed = await passDrive(sync.pool, { token, wakesAt: addMilliseconds(now(), waitMs) });
  // Null: this step was delivered before.
  if (passed === null) return;
  try {
    await start(drive, [{ token: passed, waitMs }], { deploymentId: "latest" });
  } catch (error) {
    await endDrive(sync.pool, passed);
    throw error;
  }
}
