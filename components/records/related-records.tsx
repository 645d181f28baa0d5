"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";

import { Icon } from "@/components/ui/icon";
import { Panel } from "@/components/ui/panel";
import { formatNumber } from "@/lib/format";
import type { RelatedCounts } from "@/lib/mirror/schema/related";
import { relatedCountMax, writeRelated } from "@/lib/mirror/schema/related-words";
import { listPath, type RecordAddress } from "@/lib/paths";
import { relatedCountsQuery } from "@/lib/queries/records";

/** Records that name this one: its reports, its applications, its members; each leads to their list. */
export function RelatedRecords({ address }: { readonly address: RecordAddress }) {
  const { data: related } = useQuery(relatedCountsQuery(address));
  if (!related || related.rows.length === 0) return null;
  const named = related.rows.filter(({ records }) => records > 0);
  return (
    <Panel title="Named by" count={named.length === 0 ? "no other record" : undefined}>
      {named.length > 0 ? (
        <ul className="grid sm:grid-cols-2">
          {named.map((row) => (
            <li
              key={`${row.model} ${row.path}`}
              className="border-border-faint border-b last:border-b-0 sm:even:border-l sm:nth-last-[-n+2]:odd:border-b-0"
            >
              <RelationLink address={address} row={row} />
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}

type RelationLinkProps = { readonly address: RecordAddress; readonly row: RelatedCounts["rows"][number] };

function RelationLink({ address: { komboIntegrationId, model, komboId }, row }: RelationLinkProps) {
  const list = listPath("/records", {
    integration: komboIntegrationId,
    model: row.model,
    related: writeRelated({ path: row.path, of: model, komboId }),
  });
  return (
    <Link
      href={list}
      className="hover:bg-hover flex min-h-10 items-center gap-2 px-4 focus-visible:outline-offset-[-2px] max-sm:min-h-11"
    >
      <span className="min-w-0 grow truncate font-medium">{row.label}</span>
      <span className="text-muted tabular-nums">
        {row.records > relatedCountMax ? `more than ${formatNumber(relatedCountMax)}` : formatNumber(row.records)}
      </span>
      <Icon of={ChevronRight} size="sm" className="text-subtle" />
    </Link>
  );
}
