"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Check, LoaderCircle } from "lucide-react";

import type { Column } from "@/components/data-table/column";
import { PagedTable } from "@/components/data-table/paged-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { IntegrationLink } from "@/components/integrations/integration-link";
import { nameOne } from "@/components/records/field-names";
import { ButtonLink } from "@/components/ui/button-link";
import { Dash } from "@/components/ui/nothing";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { Truncated } from "@/components/ui/truncated";
import { cutId, formatNumber } from "@/lib/format";
import type { ErasureRow } from "@/lib/mirror/schema/erasures";
import { recordPath } from "@/lib/paths";
import { erasuresQuery } from "@/lib/queries/erasures";

import { SettingsPage } from "./settings-page";

export function ErasuresView() {
  const list = useInfiniteQuery(erasuresQuery);
  return (
    <SettingsPage
      current="/settings/erasures"
      lead={
        <>
          Records erased on request, and kept so: what Kombo still sends of them is counted, and not stored. Lifted
          erasures are in <TextLink href="/settings/audit?action=erasure.lift">the audit log</TextLink>.
        </>
      }
    >
      <div className="mt-4">
        <PagedTable
          list={list}
          subject="The erasures"
          unaffected="What was erased stays so; only this list is missing."
          columns={columns}
          rowKey={(row) => `${row.komboIntegrationId} ${row.model} ${row.komboId}`}
          height="two"
          empty={
            <EmptyState
              title="Nothing is erased on request"
              text="Who asks to be forgotten is erased on the page of their record: More, Erase this record. Everything that belongs to it goes with it."
            >
              <ButtonLink href="/records" size="sm">
                Find the record
              </ButtonLink>
            </EmptyState>
          }
        />
      </div>
    </SettingsPage>
  );
}

const columns: readonly Column<ErasureRow>[] = [
  {
    id: "record",
    head: "Erased",
    card: "lead",
    cell: (row) => (
      <>
        <TextLink href={recordPath(row)} className="font-medium">
          {nameOne(row.modelLabel)}
        </TextLink>
        <p className="mono text-subtle">{cutId(row.komboId)}</p>
      </>
    ),
  },
  { id: "integration", head: "Integration", card: "start", cell: (row) => <IntegrationLink {...row} /> },
  {
    id: "reason",
    head: "Request",
    card: "line",
    className: "w-[34%] max-w-0",
    cell: (row) => <Truncated text={row.reason} />,
  },
  {
    id: "records",
    head: "Records emptied",
    align: "right",
    from: "lg",
    cell: ({ records }) => (records === null ? <Dash /> : formatNumber(records)),
  },
  { id: "state", head: "State", from: "lg", cell: (row) => <ErasureState isOpen={row.isOpen} /> },
  {
    id: "at",
    head: "When",
    card: "state",
    className: "text-muted whitespace-nowrap",
    cell: (row) => (
      <>
        <Time value={row.erasedAt} as="moment" />
        <p className="text-subtle truncate text-xs max-sm:max-w-40">by {row.erasedBy}</p>
      </>
    ),
  },
];

function ErasureState({ isOpen }: { readonly isOpen: boolean }) {
  return isOpen ? (
    <Status icon={LoaderCircle} tone="info" spins>
      Emptying copies
    </Status>
  ) : (
    <Status icon={Check} tone="success">
      Emptied everywhere
    </Status>
  );
}
