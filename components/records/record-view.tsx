"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";

import { oneOf, text, usually } from "@/components/address/parameters";
import { useAddress } from "@/components/address/use-address";
import { DetailProblem } from "@/components/feedback/detail-problem";
import { Page, type Crumb } from "@/components/shell/page";
import { LoadingTitle } from "@/components/shell/page-title";
import { CopyButton } from "@/components/ui/copy-button";
import { LoadingPanel, Panel } from "@/components/ui/panel";
import { Segmented } from "@/components/ui/segmented";
import { cn } from "@/lib/cn";
import { cutId } from "@/lib/format";
import type { RecordChange, RecordDetail } from "@/lib/mirror/schema";
import { listPath, type RecordAddress } from "@/lib/paths";
import { recordHistoryQuery, recordQuery, revealFieldMutation } from "@/lib/queries/records";

import { ComparisonPlace } from "./comparison-place";
import { splitPath } from "./field-names";
import { MoreFields } from "./more-fields";
import { NestedTablePanel } from "./nested-table";
import { RecordActions } from "./record-actions";
import { LoadingRecordChain, RecordChain } from "./record-chain";
import { RecordGroups } from "./record-fields";
import { RecordHead } from "./record-head";
import { RecordHistory, type RecordHistoryProps } from "./record-history";
import { buildRecordLayout } from "./record-layout";
import { RelatedRecords } from "./related-records";
import { RevealScope } from "./reveal-scope";

const JsonView = dynamic(async () => (await import("@/components/ui/json-view")).JsonView);
const CompareVersions = dynamic(async () => (await import("./compare-versions")).CompareVersions, {
  loading: () => <ComparisonPlace />,
});

const views = [
  { value: "fields", label: "Fields" },
  { value: "json", label: "Raw JSON" },
  { value: "compare", label: "Compare" },
] as const;
const viewParams = {
  view: usually(oneOf(["fields", "json", "compare"]), "fields"),
  /** Versions to compare, by the `seq` of their changes. */
  from: text,
  to: text,
};

export function RecordView({ address }: { readonly address: RecordAddress }) {
  const { data: record, error, refetch } = useQuery(recordQuery(address));
  // Asked for beside the record and shown with it: on a phone it stands on top, and would push the record down.
  const history = useInfiniteQuery(recordHistoryQuery(address));
  const shown = history.isPending ? undefined : record;
  return (
    <Page crumbs={buildCrumbs(address, record)}>
      {shown ? <LoadedRecord address={address} record={shown} history={history} /> : null}
      {error && !record ? (
        <DetailProblem kind="record" list="/records" error={error} onRetry={() => void refetch()} />
      ) : null}
      {shown || error ? null : <LoadingRecord />}
    </Page>
  );
}

const columns =
  "mt-5 grid grid-cols-1 items-start gap-6 max-sm:gap-4 min-[1100px]:grid-cols-[minmax(0,1fr)_minmax(0,440px)]";

type LoadedRecordProps = RecordHistoryProps & { readonly address: RecordAddress; readonly record: RecordDetail };

function LoadedRecord({ address, record, history }: Omit<LoadedRecordProps, "onCompare">) {
  const [{ view, from, to }, setParams] = useAddress(viewParams);
  const changes = history.data?.pages.flatMap((page) => page.rows) ?? [];
  const newest = changes[0];
  return (
    <>
      <RecordHead
        record={record}
        actions={
          <>
            <div className="grid max-sm:basis-full">
              <Segmented
                label="Show as"
                value={view}
                options={views}
                onChange={(next) => setParams({ view: next, from: null, to: null })}
              />
            </div>
            <RecordActions address={address} record={record} />
          </>
        }
      />
      {newest ? <RecordChain change={newest} /> : null}
      <div className={columns}>
        {/* On a phone the history stands on top, except over the comparison that was chosen from it. */}
        <div className={cn("grid min-w-0 grid-cols-1 gap-4", view !== "compare" && "max-sm:order-2")}>
          {view === "compare" ? (
            <CompareVersions
              address={address}
              record={record}
              changes={history.data ? changes : undefined}
              chosen={{ ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }}
              onChange={(versions) => setParams(versions)}
            />
          ) : null}
          {view === "compare" ? null : (
            <RevealScope mutation={revealFieldMutation(address)}>
              {view === "fields" ? <RecordFields record={record} newest={newest} /> : <RawRecord record={record} />}
            </RevealScope>
          )}
          {view === "fields" ? <RelatedRecords address={address} /> : null}
        </div>
        <RecordHistory history={history} onCompare={(seq) => setParams({ view: "compare", from: seq, to: null })} />
      </div>
    </>
  );
}

function buildCrumbs(address: RecordAddress, record: RecordDetail | undefined): readonly Crumb[] {
  const { komboIntegrationId, model, komboId } = address;
  return [
    { label: "Records", href: "/records" },
    { label: record?.modelLabel ?? model, href: listPath("/records", { integration: komboIntegrationId, model }) },
    record?.displayName ? { label: record.displayName } : { label: cutId(komboId), isId: true },
  ];
}

type RecordFieldsProps = { readonly record: RecordDetail; readonly newest: RecordChange | undefined };

function RecordFields({ record, newest }: RecordFieldsProps) {
  const layout = buildRecordLayout(record);
  const paths = newest?.paths ?? [];
  const changedKeys = new Set(paths.map(({ path }) => (splitPath(path)[0] ?? path).replace(/_id$/, "")));
  const changedIds = new Set(paths.flatMap(({ nested }) => (nested ? [nested.id] : [])));
  return (
    <div className="grid grid-cols-1 gap-4">
      <RecordGroups groups={layout.groups} changedKeys={changedKeys} />
      {layout.tables.map((table) => (
        <NestedTablePanel key={table.key} table={table} changedIds={changedIds} />
      ))}
      <MoreFields fields={layout.rest} isErased={record.erasedAt !== null} />
    </div>
  );
}

function RawRecord({ record }: { readonly record: RecordDetail }) {
  return (
    <Panel
      title="Raw JSON"
      count={<span className="text-xs">every field Kombo sent</span>}
      actions={<CopyButton text={JSON.stringify(record.data, null, 2)} label="Copy the JSON" />}
    >
      <JsonView value={record.data} label="Raw JSON" />
    </Panel>
  );
}

function LoadingRecord() {
  return (
    <>
      <LoadingTitle hasActions />
      <LoadingRecordChain />
      <div className={columns}>
        <LoadingPanel lines={12} className="max-sm:order-2" />
        <LoadingPanel title="History" lines={6} />
      </div>
    </>
  );
}
