import type { Pool } from "@/lib/db/pool";
import { getKeyState } from "@/lib/sync/kombo-key";

import { findUndelivered, listFailures, listHeldSweeps, listRejections, readBeats } from "./attention-data";
import type { Cause } from "./causes";
import { type IntegrationRecord, listTroubledRecords } from "./data";
import { type CauseFacts, decideCauses, needsPerson } from "./decide-causes";
import type { Attention } from "./schema";
import { listSilenceFacts } from "./silence-data";
import type { HealthSettings } from "./status";

/** What needs a person, one line per cause, worst first. */
export async function listAttention(pool: Pool, settings: HealthSettings, now: Date): Promise<readonly Attention[]> {
  const causes = await listCauses(pool, settings, { now, records: listTroubledRecords(pool, now) });
  return causes.map(toAttention);
}

type Read = {
  readonly now: Date;
  /** All of them, or those in trouble: both have the same causes. */
  readonly records: Promise<readonly IntegrationRecord[]>;
};

export async function listCauses(pool: Pool, settings: HealthSettings, read: Read): Promise<readonly Cause[]> {
  return decideCauses(await readCauseFacts(pool, settings, read), settings, read.now);
}

export async function readCauseFacts(pool: Pool, settings: HealthSettings, read: Read): Promise<CauseFacts> {
  const { now } = read;
  // What takes longest is asked first, so that it does not wait for a connection.
  const [records, silence, key, beats, rejections, held, failures, undelivered] = await Promise.all([
    read.records,
    listSilenceFacts(pool, now),
    settings.keyId === null ? null : getKeyState(pool, settings.keyId),
    readBeats(pool),
    listRejections(pool, now),
    listHeldSweeps(pool),
    listFailures(pool),
    settings.hasAlertTarget ? findUndelivered(pool) : null,
  ]);
  return { records, key, beats, rejections, held, failures, silence, undelivered };
}

export function toAttention({ headline, integration, ...cause }: Cause): Attention {
  const name = integration === null ? null : (integration.organizationName ?? integration.komboIntegrationId);
  const title = name === null ? headline : `${name}: ${headline}`;
  return { ...cause, title, needsPerson: needsPerson(cause.kind) };
}
