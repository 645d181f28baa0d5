import { useInfiniteQuery, useQuery } from "@tanstack/react-query";

import type { Role } from "@/lib/auth/roles";
import { searchMin } from "@/lib/mirror/schema/search-words";
import { integrationsQuery } from "@/lib/queries/integrations";
import { recordsQuery } from "@/lib/queries/records";
import { runQuery } from "@/lib/queries/runs";
import { webhookQuery } from "@/lib/queries/webhooks";

import {
  type EntryGroup,
  findIntegrations,
  integrationEntry,
  listDeeds,
  listPages,
  recordEntry,
  runEntry,
  webhookEntry,
} from "./entries";

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const idLike = /^\S{16,}$/;
const recordsShown = 6;

type Found = { readonly groups: readonly EntryGroup[]; readonly isSearching: boolean };

/**
 * @param typed what stands in the field: pages and integrations follow each letter
 * @param asked the same after a pause: records, runs and webhooks are asked for on the server
 */
export function useFound({ typed, asked, role }: { typed: string; asked: string; role: Role }): Found {
  const { data: integrations } = useQuery(integrationsQuery);
  const searched = useSearched(asked);
  const found = findIntegrations(integrations?.rows ?? [], typed);
  const [first] = found;
  const groups = [
    { title: "Integrations", entries: found.map(integrationEntry) },
    { title: first ? `With ${integrationEntry(first).label}` : "", entries: first ? listDeeds(first, role) : [] },
    ...(asked === typed ? searched.groups : []),
    { title: "Go to", entries: listPages(role, typed) },
  ].filter(({ entries }) => entries.length > 0);
  return { groups, isSearching: typed.length >= searchMin && (asked !== typed || searched.isSearching) };
}

function useSearched(asked: string): Found {
  const once = { retry: false, refetchInterval: false } as const;
  const isSearch = asked.length >= searchMin;
  const wanted = { search: asked, deleted: "include", limit: recordsShown } as const;
  const records = useInfiniteQuery({ ...recordsQuery(wanted), enabled: isSearch, refetchInterval: false });
  const run = useQuery({ ...runQuery(asked), ...once, enabled: uuid.test(asked) });
  const webhook = useQuery({ ...webhookQuery(asked), ...once, enabled: idLike.test(asked) });
  const rows = isSearch ? (records.data?.pages[0]?.rows ?? []) : [];
  const groups = [
    { title: "Records", entries: rows.map(recordEntry) },
    { title: "Runs", entries: run.data ? [runEntry(run.data)] : [] },
    { title: "Webhooks", entries: webhook.data ? [webhookEntry(webhook.data)] : [] },
  ];
  return { groups, isSearching: records.isFetching || run.isFetching || webhook.isFetching };
}
