import { afterAll, beforeAll, expect, it } from "vitest";

import { sightOf } from "@/lib/auth/sight";
import { listConsumerRecords } from "@/lib/consumer/records";
import { recordsQuerySchema } from "@/lib/consumer/schema";
import { startConnectedMirror } from "@/tests/support/connected-mirror";
import type { Mirror } from "@/tests/support/mirror";

let mirror: Mirror;
const sight = sightOf({ kind: "token", id: "t", name: "t", scope: "read", masking: "none" });
const since = "2027-01-01T00:00:00.000Z";

// More than a page looks at; what is asked for lies at both ends.
beforeAll(async () => {
  mirror = await startConnectedMirror({ size: 5 });
  await mirror.pool.query(
    `INSERT INTO records (integration_id, model, kombo_id, endpoint, data, first_seen_at, fetched_at, changed_at)
     SELECT i.id, 'hris_teams', 'short' || lpad(n::text, 6, '0'), '/hris/groups', '{}', now(), now(),
            CASE WHEN n IN (1, 25000) THEN $1::timestamptz END
     FROM integrations i, generate_series(1, 25000) AS n`,
    [since],
  );
}, 60_000);

afterAll(() => mirror.stop());

it.each([{}, { model: "hris_teams" as const }])(
  "a filter that leaves little gives short pages, and all of them together what it chooses: %o",
  async (place) => {
    const sizes: number[] = [];
    const found: string[] = [];
    for (let cursor: string | undefined; ;) {
      const query = recordsQuerySchema.parse({ ...place, changed_since: since, cursor });
      const page = await listConsumerRecords(mirror.pool, { query, sight });
      sizes.push(page.rows.length);
      found.push(...page.rows.map(({ kombo_id: id }) => id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(found).toEqual(["short000001", "short025000"]);
    // Each looks at 10,000: one of them finds nothing, and says where to go on.
    expect(sizes).toEqual([1, 0, 1]);
  },
);
