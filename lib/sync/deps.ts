import type { Clock } from "@/lib/clock";
import type { Pool } from "@/lib/db/pool";
import type { KomboClient } from "@/lib/kombo/client";
import type { Log } from "@/lib/log";

/** What every verb of the sync is given; assembled once per process, by tests per test. */
export type SyncDeps = {
  readonly pool: Pool;
  readonly kombo: KomboClient;
  /** SHA-256 of the API key: the row all processes with this key share (I17). */
  readonly keyId: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly catchUpHours: number;
  /** After how many days the data of a deleted integration is purged. */
  readonly purgeAfterDays: number;
};

/** What a person's command is given: nothing of Kombo, since commands only change what is wanted. */
export type CommandDeps = Pick<SyncDeps, "pool" | "clock">;
