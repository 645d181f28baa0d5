import { withClient } from "@/lib/local/local-database";

export const secret = "whsec-of-the-benchmark";
/** Connections of each server: those of the product with its default concurrency. */
export const poolSize = 8;
const integrations = 50;

/** Paused: their events mark what is dirty, and nothing is fetched. */
export async function registerIntegrations(databaseUrl: string): Promise<readonly string[]> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO integrations (kombo_integration_id, tool, category, paused_at, details_fetched_at)
       SELECT 'personio:' || gen_random_uuid(), 'personio', 'HRIS', now(), now() FROM generate_series(1, ${integrations})
       RETURNING kombo_integration_id AS id`,
    );
    await client.query(
      `INSERT INTO endpoint_states (integration_id, endpoint, model)
       SELECT i.id, e.endpoint, e.model FROM integrations i, (VALUES ('/hris/employees', 'hris_employees'),
         ('/hris/employments', 'hris_employments'), ('/hris/teams', 'hris_teams'), ('/hris/absences', 'hris_absences'))
         e(endpoint, model)`,
    );
    return rows.map(({ id }) => id);
  });
}

/** Every accepted event is there, and once. */
export async function assertStored(databaseUrl: string): Promise<void> {
  const counts = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ events: number; repeats: number }>(
      "SELECT count(*)::int AS events, count(*) FILTER (WHERE deliveries > 1)::int AS repeats FROM webhook_events",
    );
    return rows[0];
  });
  if (!counts || counts.events === 0 || counts.repeats > 0) throw new Error(`Not as sent: ${JSON.stringify(counts)}`);
}
