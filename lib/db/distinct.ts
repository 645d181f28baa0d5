import type { Pool } from "./pool";

/** A column that an index of its table begins with. */
type IndexedColumn =
  | { readonly table: "webhook_events"; readonly column: "type" }
  | { readonly table: "audit_events"; readonly column: "actor_name" | "action" };

/** The few values of a column of a large table, in order: from each one its index leads to the next, past all that have it. */
export async function listDistinct(pool: Pool, { table, column }: IndexedColumn): Promise<readonly string[]> {
  const { rows } = await pool.query<{ value: string }>(
    `WITH RECURSIVE found AS (
       (SELECT ${column} AS value FROM ${table} ORDER BY ${column} LIMIT 1)
       UNION ALL
       SELECT (SELECT t.${column} FROM ${table} t WHERE t.${column} > f.value ORDER BY t.${column} LIMIT 1)
       FROM found f WHERE f.value IS NOT NULL)
     SELECT value FROM found WHERE value IS NOT NULL`,
  );
  return rows.map(({ value }) => value);
}
