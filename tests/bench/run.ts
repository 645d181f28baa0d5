import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { z } from "zod";

import { createTestDatabase } from "@/tests/support/database";

import { type Contender, guide, mirror, type Prepared, type Upstream } from "./contenders";

/**
 * A full fetch of simulated employees into Postgres, contenders interleaved in one run on fresh databases: medians of
 * records a second and of WAL bytes a record, once into an empty table and once when nothing changed.
 * `npm run bench -- [employees] [rounds]`
 */
const [size = 20_000, rounds = 3] = process.argv.slice(2).map(Number);
const contenders = [mirror, guide];

const nextOf = z.object({ data: z.object({ next: z.string().nullable() }) });

type Figures = { readonly recordsPerSecond: number; readonly walBytesPerRecord: number };
type Measured = { readonly load: Figures; readonly unchanged: Figures };

const upstreamProcess = spawn(process.execPath, ["--import", "tsx", "tests/bench/upstream.ts", String(size)], {
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const upstream = await readUpstream();
  // Every page is made once before anything is timed.
  for (const contender of contenders) await warmUp(contender, upstream);
  const measuredByName = new Map<string, Measured[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const contender of contenders) {
      const measured = await measure(contender, upstream);
      measuredByName.get(contender.name)?.push(measured);
      print(`round ${round}  ${describe(contender.name, measured)}`);
    }
  }
  report(measuredByName);
} finally {
  upstreamProcess.kill("SIGTERM");
}

async function readUpstream(): Promise<Upstream> {
  for await (const line of createInterface({ input: upstreamProcess.stdout })) {
    return z.object({ url: z.string(), apiKey: z.string(), id: z.string() }).parse(JSON.parse(line));
  }
  throw new Error("The simulator did not start");
}

async function warmUp(contender: Contender, upstream: Upstream): Promise<void> {
  for (const query of contender.firstPages) {
    for (let cursor: string | null = null; ;) {
      const page: string = cursor === null ? query : `${query}&cursor=${encodeURIComponent(cursor)}`;
      const response = await fetch(`${upstream.url}/hris/employees?${page}`, {
        headers: { authorization: `Bearer ${upstream.apiKey}`, "x-integration-id": upstream.id },
      });
      cursor = nextOf.parse(await response.json()).data.next;
      if (cursor === null) break;
    }
  }
}

async function measure(contender: Contender, upstream: Upstream): Promise<Measured> {
  const database = await createTestDatabase();
  const prepared = await contender.prepare(database.url, upstream);
  try {
    const load = await time(prepared);
    const unchanged = await time(prepared);
    return { load, unchanged };
  } finally {
    await prepared.close();
    await database.drop();
  }
}

async function time(prepared: Prepared): Promise<Figures> {
  await prepared.pool.query("CHECKPOINT");
  const walBefore = await walPosition(prepared);
  const startedAt = performance.now();
  await prepared.fetchAll();
  const seconds = (performance.now() - startedAt) / 1000;
  const wal = (await walPosition(prepared)) - walBefore;
  const { rows } = await prepared.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM records");
  // The guide's loop does not ask for deleted records: each contender is judged by what it stored.
  const count = rows[0]?.count ?? 0;
  if (count < size * 0.9) throw new Error(`Only ${count} of ${size} records were stored`);
  return { recordsPerSecond: count / seconds, walBytesPerRecord: wal / count };
}

async function walPosition({ pool }: Prepared): Promise<number> {
  const { rows } = await pool.query<{ position: number }>(
    "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS position",
  );
  return rows[0]?.position ?? 0;
}

function report(measuredByName: ReadonlyMap<string, readonly Measured[]>): void {
  const medians = new Map(
    [...measuredByName].map(([name, measured]) => [
      name,
      {
        load: medianFigures(measured.map(({ load }) => load)),
        unchanged: medianFigures(measured.map(({ unchanged }) => unchanged)),
      },
    ]),
  );
  print(`\nmedians of ${rounds} rounds, ${size} employees:`);
  for (const [name, measured] of medians) print(describe(name, measured));
  const ours = medians.get("mirror");
  const theirs = medians.get("guide");
  if (!ours || !theirs) return;
  const ratio = (kind: keyof Measured) => (ours[kind].recordsPerSecond / theirs[kind].recordsPerSecond).toFixed(1);
  print(`mirror / guide: ${ratio("load")} x on load, ${ratio("unchanged")} x when nothing changed`);
}

function medianFigures(figures: readonly Figures[]): Figures {
  return {
    recordsPerSecond: median(figures.map(({ recordsPerSecond }) => recordsPerSecond)),
    walBytesPerRecord: median(figures.map(({ walBytesPerRecord }) => walBytesPerRecord)),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

function describe(name: string, { load, unchanged }: Measured): string {
  return `${name.padEnd(7)} load ${inWords(load)}   unchanged ${inWords(unchanged)}`;
}

function inWords({ recordsPerSecond, walBytesPerRecord }: Figures): string {
  return `${padded(recordsPerSecond)} records/s ${padded(walBytesPerRecord)} WAL bytes/record`;
}

function padded(value: number): string {
  return Math.round(value).toString().padStart(6);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
