import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Client, DatabaseError } from "pg";

import { ensureUtc } from "./ensure-utc";

export type MigrationProblem = "unreachable" | "no_migrations" | "failed_earlier" | "failed" | "busy";

/** `message` is one sentence for a person, with the way out. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
  readonly problem: MigrationProblem;

  constructor(problem: MigrationProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

export interface MigrationReport {
  readonly applied: readonly string[];
  /** Applied earlier, and their file changed since. */
  readonly edited: readonly string[];
}

export interface MigrateOptions {
  /** Not through a transaction pooler: the lock belongs to the session. */
  readonly url: string;
  readonly directory?: string;
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

// The number Prisma Migrate locks with, so that it and this runner wait for each other.
const PRISMA_LOCK = 72_707_369;

/** Does what `prisma migrate deploy` does, with its table and checksums, without its engine, which cannot be downloaded everywhere. */
export async function migrate({
  url,
  directory = path.join("prisma", "migrations"),
}: MigrateOptions): Promise<MigrationReport> {
  const migrations = readMigrations(directory);
  const client = await connect(url);
  try {
    await lock(client);
    await client.query(CREATE_HISTORY);
    const report = await applyMissing(client, migrations);
    await ensureUtc(client);
    return report;
  } finally {
    await client.end();
  }
}

function readMigrations(directory: string): readonly Migration[] {
  const names = existsSync(directory) ? readdirSync(directory, { withFileTypes: true }) : [];
  const migrations = names
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .map((name) => readMigration(directory, name));
  if (migrations.length > 0) return migrations;
  throw new MigrationError(
    "no_migrations",
    `There are no migrations in ${directory}: run the command from the project's folder.`,
  );
}

function readMigration(directory: string, name: string): Migration {
  const sql = readFileSync(path.join(directory, name, "migration.sql"), "utf8");
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  // A connection lost later fails the query in hand; without a listener it would also end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end();
    throw new MigrationError(
      "unreachable",
      `The database ${describe(client)} cannot be reached (${reasonOf(error)}): check DATABASE_URL, and that the server runs and accepts it.`,
      { cause: error },
    );
  }
}

function describe(client: Client): string {
  return `"${client.database ?? ""}" on ${client.host}:${client.port}`;
}

function reasonOf(error: unknown): string {
  // A host with several addresses fails with one error per address and no message of its own.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

async function lock(client: Client): Promise<void> {
  try {
    await client.query("SET lock_timeout = '60s'");
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_LOCK]);
    await client.query("RESET lock_timeout");
  } catch (error) {
    throw new MigrationError(
      "busy",
      "Another process has been migrating this database for a minute: wait for it, then run again.",
      { cause: error },
    );
  }
}

const CREATE_HISTORY = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

async function applyMissing(client: Client, migrations: readonly Migration[]): Promise<MigrationReport> {
  const checksumByName = await readHistory(client);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (checksumByName.has(migration.name)) continue;
    await apply(client, migration);
    applied.push(migration.name);
  }
  const edited = migrations.filter(
    ({ name, checksum }) => checksumByName.has(name) && checksumByName.get(name) !== checksum,
  );
  return { applied, edited: edited.map(({ name }) => name) };
}

interface HistoryRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

async function readHistory(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<HistoryRow>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  const unfinished = rows.find((row) => row.finished_at === null);
  if (unfinished === undefined) return new Map(rows.map((row) => [row.migration_name, row.checksum]));
  throw new MigrationError(
    "failed_earlier",
    `Migration ${unfinished.migration_name} was begun by Prisma and did not finish: repair it, then run \`npx prisma migrate resolve\`.`,
  );
}

/**
 * The migration and its history row are one transaction: a crash leaves both or neither. A failure is kept as a row that
 * is already rolled back, which is the truth, and lets a repaired migration run.
 */
async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  try {
    await client.query("BEGIN");
    await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [
      id,
      checksum,
      name,
    ]);
    await client.query(sql);
    await client.query(
      "UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1",
      [id],
    );
    await client.query("COMMIT");
  } catch (error) {
    // Any other error means that the connection is gone, and the server has rolled back by itself.
    if (error instanceof DatabaseError) await recordFailure(client, { id, checksum, name, reason: reasonOf(error) });
    throw new MigrationError("failed", `Migration ${name} failed and changed nothing: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

async function recordFailure(
  client: Client,
  failure: { id: string; checksum: string; name: string; reason: string },
): Promise<void> {
  await client.query("ROLLBACK");
  await client.query(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, rolled_back_at) VALUES ($1, $2, $3, $4, now())",
    [failure.id, failure.checksum, failure.name, failure.reason],
  );
}
