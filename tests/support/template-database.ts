import { randomBytes } from "node:crypto";

import { migrate } from "@/lib/db/migrate";
import { fingerprint } from "@/lib/local/fingerprint";
import { withClient } from "@/lib/local/local-database";

// Anybody's number, so that two runs do not make the template at the same time.
const TEMPLATE_LOCK = 41_070_926;

/** The name of a migrated, empty database to clone; made once for each state of the migrations. */
export async function ensureTemplateDatabase(adminUrl: string): Promise<string> {
  const template = `template_${fingerprint(["prisma/migrations"]).slice(0, 16)}`;
  await withClient(adminUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
    if (rowCount !== 0) return;
    // Migrated under another name first: a run that dies in between must not leave a half-made template.
    const draft = `draft_${randomBytes(6).toString("hex")}`;
    await client.query(`CREATE DATABASE ${draft}`);
    await migrate({ url: withDatabase(adminUrl, draft) });
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  });
  return template;
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
