import type { MutableJson } from "./json";
import type { Table } from "./table";

const kept: ReadonlySet<string> = new Set(["id", "remote_id", "changed_at", "remote_deleted_at"]);

/** Everything but the keys becomes null, as far as the wire allows null. */
export function anonymise(record: MutableJson, table: Table): void {
  const required = new Set([...(table.required ?? []), ...requiredKeys(table)]);
  for (const key of Object.keys(record)) {
    if (kept.has(key) || required.has(key)) continue;
    record[key] = key === "integration_fields" ? [] : null;
  }
}

function requiredKeys({ parent, links }: Table): readonly string[] {
  const all = [...Object.values(links ?? {}), ...(parent ? [parent] : [])];
  return all.flatMap(({ required, field }) => (required && field ? [field] : []));
}
