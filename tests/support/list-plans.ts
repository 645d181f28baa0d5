import { z } from "zod";

import type { Pool } from "@/lib/db/pool";

/** What grows with the data; an answer that reads one of them as a whole takes seconds in the end. */
export const largeTables: readonly string[] = [
  "records",
  "record_changes",
  "webhook_events",
  "webhook_deliveries",
  "endpoint_marks",
  "sync_runs",
  "run_pages",
  "run_causes",
  "audit_events",
];

export type Statement = { readonly text: string; readonly values: readonly unknown[] };

/** A pool that remembers what it was asked. */
export function recordStatements(pool: Pool): { readonly pool: Pool; readonly statements: Statement[] } {
  const statements: Statement[] = [];
  const recording = new Proxy(pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...args: readonly unknown[]): unknown => {
        if (name === "query") statements.push(toStatement(args));
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { pool: recording, statements };
}

const configured = z.object({ text: z.string(), values: z.array(z.unknown()).default([]) });

function toStatement([first, values]: readonly unknown[]): Statement {
  if (typeof first === "string") return { text: first, values: z.array(z.unknown()).default([]).parse(values) };
  return configured.parse(first);
}

/**
 * Makes the planner see `factor` times as many rows as there are, of the same distribution. The tables' sizes on disk stay,
 * so reading one as a whole looks cheaper than it would be: what is not chosen here is not chosen there either.
 */
export async function pretendRows(pool: Pool, factor: number): Promise<void> {
  for (const table of largeTables) await pool.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  await pool.query(
    `SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', c.relname::text, 'relpages', c.relpages,
                                        'reltuples', (c.reltuples * $1)::real)
       FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
       WHERE coalesce(i.indrelid, c.oid) = ANY($2::text[]::regclass[])`,
    [factor, largeTables],
  );
}

const nodeSchema = z.object({
  "Node Type": z.string(),
  "Plan Rows": z.number(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  "Index Cond": z.string().optional(),
  "Parent Relationship": z.string().optional(),
  get Plans() {
    return z.array(nodeSchema).default([]);
  },
});
type PlanNode = z.output<typeof nodeSchema>;
const explained = z.array(z.object({ "QUERY PLAN": z.array(z.object({ Plan: nodeSchema })) }));

/** What is wrong with the plan of a statement, in words; nothing for one that reads as much as it shows. */
export async function findPlanFaults(pool: Pool, { text, values }: Statement): Promise<readonly string[]> {
  if (!/^\s*(SELECT|WITH)\b/i.test(text)) return [];
  const { rows } = await pool.query(`EXPLAIN (FORMAT JSON) ${text}`, [...values]);
  const rowsByName = await readSizes(pool);
  return explained
    .parse(rows)
    .flatMap((row) => row["QUERY PLAN"])
    .flatMap(({ Plan }) => listFaults({ node: Plan, isCutShort: false, rowsByName }));
}

type Visit = {
  readonly node: PlanNode;
  /** Somebody above takes the first rows only, and nothing between them needs all. */
  readonly isCutShort: boolean;
  readonly rowsByName: ReadonlyMap<string, number>;
};

/** They need all rows below them before they give the first. */
const takesAll = new Set(["Sort", "Hash", "Aggregate", "WindowAgg", "BitmapOr", "BitmapAnd"]);

function listFaults({ node, isCutShort, rowsByName }: Visit): string[] {
  const below = node["Node Type"] === "Limit" ? true : isCutShort && !takesAll.has(node["Node Type"]);
  return [
    ...describeFault({ node, isCutShort, rowsByName }),
    ...node.Plans.flatMap((child) => {
      // What a CTE or a subquery of a value reads, nobody above cuts short.
      const isOwn = child["Parent Relationship"] === "InitPlan" || child["Parent Relationship"] === "SubPlan";
      return listFaults({ node: child, isCutShort: below && !isOwn, rowsByName });
    }),
  ];
}

function describeFault({ node, isCutShort, rowsByName }: Visit): readonly string[] {
  const { "Node Type": type, "Relation Name": table = "", "Index Name": index = "" } = node;
  if (type === "Seq Scan" && rowsByName.has(table)) return [`reads all of ${table}`];
  // Of a partial index, what it holds: the few runs that wait for a person are read as a whole.
  const entries = rowsByName.get(index) ?? 0;
  if (entries >= manyRows && node["Index Cond"] === undefined) {
    if (!isCutShort) return [`walks through all of ${index}`];
    if (node["Plan Rows"] < entries * chosenMin) return [`walks through ${index} in search of few`];
  }
  const input = node.Plans.reduce((most, child) => Math.max(most, child["Plan Rows"]), 0);
  return type === "Sort" && input >= manyRows ? [`sorts ${Math.round(input)} rows`] : [];
}

/** A fifth of a table of a million. */
const manyRows = 200_000;
/** A page is filled by the first rows of a walk only where a filter leaves more than this share of them. */
const chosenMin = 0.005;

/** Of tables and indexes, as the planner sees them. */
async function readSizes(pool: Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ name: string; rows: number }>(
    `SELECT c.relname AS name, c.reltuples::float8 AS rows FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
     WHERE coalesce(i.indrelid, c.oid) = ANY($1::text[]::regclass[])`,
    [largeTables],
  );
  return new Map(rows.map(({ name, rows: size }) => [name, size]));
}
