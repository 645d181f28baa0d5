import { databaseClock } from "@/lib/db/clock";
import { createPool, type Pool } from "@/lib/db/pool";
import { pruneHistory } from "@/lib/sync/retention/prune";
import { clientOfPages, deltaFetch, employees, fetchEverything, register } from "@/tests/bench/engine";
import { inWords, markdownTable, medianOf, spreadOf, whole } from "@/tests/bench/figures";
import { listEmployees } from "@/tests/bench/write/employees";
import { createTestDatabase } from "@/tests/support/database";
import { quietLog } from "@/tests/support/mirror";

const mirrored = 250;
const deltas = 40;

/** Deltas of 250 changed employees, one after the other, alone and while old changes are removed. */
export async function measureOthers(
  adminUrl: string,
  { changes, rounds }: { changes: number; rounds: number },
): Promise<string> {
  const database = await createTestDatabase(adminUrl);
  const pool = createPool(database.url, 10);
  try {
    const fetchDelta = await mirrorSome(pool);
    await addOldChanges(pool, changes);
    const alone: number[] = [];
    const beside: number[] = [];
    const removed: number[] = [];
    for (let round = 0; round < rounds; round++) {
      alone.push(...(await times(fetchDelta)));
      const pruning = startPruning(pool);
      beside.push(...(await times(fetchDelta)));
      removed.push(await pruning.stop());
    }
    const rows = [
      ["alone", inWords(spreadOf(alone)), whole(slowOf(alone)), "0"],
      ["while old changes are removed", inWords(spreadOf(beside)), whole(slowOf(beside)), whole(medianOf(removed))],
    ];
    return markdownTable([`a delta of ${mirrored} changes`, "ms", "p95 ms", "changes removed/s"], rows);
  } finally {
    await pool.end();
    await database.drop();
  }
}

async function mirrorSome(pool: Pool): Promise<() => Promise<void>> {
  const { all, stop } = await listEmployees(mirrored);
  const known = [...all];
  await stop();
  const kombo = (title: string) => {
    const results = known.map((employee) => ({ ...employee, remote_deleted_at: null, job_title: title }));
    const page = Buffer.from(JSON.stringify({ data: { results, next: null } }));
    return clientOfPages(() => ({ count: 1, read: async () => page }));
  };
  await register(pool, ["personio:bench"], [employees]);
  await fetchEverything(pool, { kombo: kombo("At first"), keyId: "bench", concurrency: 1 });
  let change = 0;
  return () => deltaFetch(pool, { kombo: kombo(`Change ${change++}`), keyId: "bench" });
}

/** Two years old, with transactions before all that is seen: the beginning of the feed. */
async function addOldChanges(pool: Pool, changes: number): Promise<void> {
  await pool.query(
    `INSERT INTO record_changes (xid, integration_id, model, kombo_id, kind, paths, at)
     SELECT (n / 250 + 3)::text::xid8, r.integration_id, r.model, r.kombo_id, 'updated',
       '[{"path": "job_title", "op": "change", "from": "One", "to": "Another"}]', now() - interval '730 days' + n * interval '1 second'
     FROM generate_series(0, $1::int - 1) n
     JOIN (SELECT *, row_number() OVER () - 1 AS place FROM records) r ON r.place = n % $2::int`,
    [changes, mirrored],
  );
  await pool.query("VACUUM (ANALYZE) record_changes");
}

function startPruning(pool: Pool) {
  const aborter = new AbortController();
  const pruneUntilOver = async (): Promise<number> => {
    const now = await databaseClock(pool).start();
    const count = async () => Number((await pool.query("SELECT count(*) FROM record_changes")).rows[0]?.count ?? 0);
    const before = await count();
    const startedAt = performance.now();
    while (!aborter.signal.aborted) {
      await pool.query("UPDATE retention SET due_at = $1 WHERE kind = 'changes'", [now()]);
      await pruneHistory({ pool, log: quietLog }, now);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    return (before - (await count())) / seconds;
  };
  const pruning = pruneUntilOver();
  return {
    stop: () => {
      aborter.abort();
      return pruning;
    },
  };
}

async function times(work: () => Promise<void>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let round = 0; round < deltas; round++) {
    const startedAt = performance.now();
    await work();
    taken.push(performance.now() - startedAt);
  }
  return taken;
}

function slowOf(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}
