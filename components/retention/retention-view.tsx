"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { ErrorState } from "@/components/feedback/error-state";
import { SettingsPage } from "@/components/settings/settings-page";
import { May } from "@/components/shell/may";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Setting } from "@/components/ui/setting";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { formatAbout, formatBytes } from "@/lib/format";
import { retentionQuery } from "@/lib/queries/retention";
import type { KeptKind } from "@/lib/sync/schema/retention";
import { retentionKinds } from "@/lib/sync/schema/retention-words";

import { kinds } from "./kinds";
import { nameDays } from "./name-days";
import { RetentionDialog } from "./retention-dialog";

/** How long history is kept, how much of it there is, and the change of that. */
export function RetentionView() {
  const { data, error, refetch } = useQuery(retentionQuery);
  const [chosen, setChosen] = useState<KeptKind | null>(null);
  return (
    <SettingsPage
      current="/settings/retention"
      lead="Records are kept as long as Kombo has them. What is written down about them goes when it is old, a little at a time."
    >
      {error && !data ? (
        <ErrorState
          subject="Retention"
          unaffected="What is old is removed as it is set; only this page is missing."
          error={error}
          onRetry={() => void refetch()}
        />
      ) : (
        <div className="mt-5 max-w-200">
          <Panel title="Kept for">
            <ul>
              {data
                ? data.kinds.map((kept) => <Kind key={kept.kind} kept={kept} onChange={() => setChosen(kept)} />)
                : retentionKinds.map((kind) => <LoadingKind key={kind} />)}
            </ul>
          </Panel>
        </div>
      )}
      {chosen ? <RetentionDialog kept={chosen} onClose={() => setChosen(null)} /> : null}
    </SettingsPage>
  );
}

type KindProps = { readonly kept: KeptKind; readonly onChange: () => void };

function Kind({ kept, onChange }: KindProps) {
  const { name, what } = kinds[kept.kind];
  return (
    <Setting
      title={`${name}: ${nameDays(kept.days)}`}
      text={
        <>
          {what}
          <span className="text-subtle block">
            <Stock kept={kept} />
          </span>
        </>
      }
      action={
        <May door="POST /api/retention/[kind]">
          <Button size="sm" onClick={onChange} aria-label={`Change how long ${name.toLowerCase()} are kept…`}>
            Change…
          </Button>
        </May>
      }
    />
  );
}

function Stock({ kept: { kind, oldestAt, rows, bytes, isBehind } }: { readonly kept: KeptKind }) {
  if (oldestAt === null) return "There is none yet.";
  return (
    <>
      The oldest is of <Time value={oldestAt} as="moment" />.
      {rows === null ? null : ` About ${formatAbout(rows)} ${rows === 1 ? kinds[kind].unit : `${kinds[kind].unit}s`}`}
      {bytes === null ? null : `${rows === null ? " " : ", "}${formatBytes(bytes)} in all`}
      {rows === null && bytes === null ? null : "."}
      {isBehind ? " What is older is being removed." : null}
    </>
  );
}

/** As high as what it becomes. */
function LoadingKind() {
  return (
    <li className="border-border-faint flex h-24.75 items-center border-b px-4 last:border-b-0">
      <Skeleton className="w-72" />
    </li>
  );
}
