import { setTimeout as sleep } from "node:timers/promises";

import { notify } from "@/lib/db/notify";

import type { SyncDeps } from "./deps";

/** Whoever does due work listens here; databases do not hear each other. */
export const workChannel = "kombo_mirror_work";

/** Tells other processes that something is due. */
export type Announcer = { announce(): void };

/** Each notification is a commit of its own, and those who hear it rest as long between two looks. */
const pauseMs = 50;

/**
 * After the commit, never inside it: a commit that notifies waits for every other that does. However many ask, one
 * notification is on its way and one follows it after a pause; who misses it looks within a second all the same.
 */
export function createAnnouncer({ pool, log }: Pick<SyncDeps, "pool" | "log">): Announcer {
  let isSending = false;
  let isWanted = false;
  const send = async () => {
    isSending = true;
    while (isWanted) {
      isWanted = false;
      await notify(pool, { channel: workChannel }).catch((error: unknown) =>
        log.debug({ err: error }, "not announced"),
      );
      await sleep(pauseMs, undefined, { ref: false });
    }
    isSending = false;
  };
  return {
    announce() {
      isWanted = true;
      if (!isSending) void send();
    },
  };
}
