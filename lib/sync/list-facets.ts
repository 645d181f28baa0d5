import { maySee, sensitivityOf } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import type { Pool } from "@/lib/db/pool";
import { facetsOf } from "@/lib/mirror/facets";

import type { Review } from "./schema/review";
import { stillCandidate } from "./sweep-mutations";

type Facet = Review["facets"][number];

/** A value fewer than this share of the candidates have explains little. */
const shareMin = 0.2;
const shown = 8;
/** Candidates have values that nearly nobody shares (a name): they say nothing about what they have in common. */
const sharedMin = 2;

type Counted = {
  readonly path: string;
  readonly value: string | null;
  readonly candidates: number;
  readonly live: number;
};

/**
 * What candidates have in common: values they share far more often than all live records do. Reads every live record of
 * the endpoint once, all facets in one scan.
 */
export async function listFacets(
  pool: Pool,
  review: {
    runId: string;
    integrationId: string;
    model: string;
    candidates: number;
    live: number;
    sight: Sight;
  },
): Promise<readonly Facet[]> {
  const facets = facetsOf(review.model).filter(({ path }) => maySee(review.sight, sensitivityOf(review.model, path)));
  if (facets.length === 0 || review.candidates === 0) return [];
  const { rows } = await pool.query<Counted>(
    `SELECT f.path, d.value, count(c.kombo_id)::int AS candidates, count(*)::int AS live
     FROM records r
     LEFT JOIN sweep_candidates c ON c.run_id = $1 AND c.kombo_id = r.kombo_id AND ${stillCandidate}
     CROSS JOIN unnest($4::text[]) AS f(path)
     CROSS JOIN LATERAL (SELECT left(r.data #>> string_to_array(f.path, '.'), 200) AS value) d
     WHERE r.integration_id = $2 AND r.model = $3 AND r.deleted_at IS NULL
     GROUP BY f.path, d.value HAVING count(c.kombo_id) >= ${sharedMin}
     ORDER BY candidates DESC LIMIT 200`,
    [review.runId, review.integrationId, review.model, facets.map(({ path }) => path)],
  );
  const labels = new Map(facets.map(({ path, label }) => [path, label]));
  return rows
    .map((row) => ({
      ...row,
      label: labels.get(row.path) ?? row.path,
      shareOfCandidates: row.candidates / review.candidates,
      shareOfLive: row.live / Math.max(1, review.live),
    }))
    .filter(({ shareOfCandidates, shareOfLive }) => shareOfCandidates >= shareMin && shareOfCandidates > shareOfLive)
    .toSorted((left, right) => telling(right) - telling(left))
    .slice(0, shown);
}

/** How much more of the candidates than of all have the value. */
function telling({ shareOfCandidates, shareOfLive }: Facet): number {
  return shareOfCandidates - shareOfLive;
}
