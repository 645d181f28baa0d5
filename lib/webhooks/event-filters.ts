import { escapeLike } from "@/lib/db/like";

import type { WebhookFilters } from "./schema";

/** The filters of the webhook list as a condition on `e`, for the first six parameters: `filterValues`. */
export const matchesFilters = `($1::text IS NULL OR e.type = $1)
       AND ($2::text IS NULL OR e.kombo_integration_id = $2)
       AND ($3::text IS NULL OR e.outcome = $3)
       AND ($4::text IS NULL OR e.kombo_event_id LIKE $4 OR e.kombo_integration_id LIKE $4)
       AND ($5::timestamptz IS NULL OR e.first_received_at >= $5)
       AND ($6::timestamptz IS NULL OR e.first_received_at < $6)`;

export function filterValues(filters: Omit<WebhookFilters, "cursor">): readonly (string | null)[] {
  const { type, integration, outcome, search, from, to } = filters;
  return [type ?? null, integration ?? null, outcome ?? null, toPrefix(search), from ?? null, to ?? null];
}

/** How an id begins: only that is served by an index. */
function toPrefix(search: string | undefined): string | null {
  return search === undefined ? null : `${escapeLike(search)}%`;
}
