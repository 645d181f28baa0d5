import { notify } from "@/lib/db/notify";
import type { Sql } from "@/lib/db/pool";

/** Whoever does due work listens here; databases do not hear each other. */
export const workChannel = "kombo_mirror_work";

/** Called in the transaction that makes something due, so that nobody looks before it is committed. */
export async function announceWork(tx: Sql): Promise<void> {
  await notify(tx, { channel: workChannel });
}
