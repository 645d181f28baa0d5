"use client";

import { May } from "@/components/shell/may";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Badge, Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { Connection, ConnectionPart } from "@/lib/health/schema/connection";

import { partLooks } from "./part-looks";
import { TestAlert } from "./test-alert";

const loadingRows = Array.from({ length: 9 }, (_, row) => row);

/** The health of every part: state, one sentence, and the way out where something is wrong. */
export function Parts({ connection }: { readonly connection: Connection | undefined }) {
  return (
    <Panel title="Health of every part">
      <ul>
        {connection
          ? connection.parts.map((part) => (
              <PartRow key={part.id} part={part} hasTest={part.id === "alerts" && connection.isAlertTargetSet} />
            ))
          : loadingRows.map((row) => (
              <li key={row} className={rowLook}>
                <Skeleton className="w-24" />
                <Skeleton className="w-20" />
                <Skeleton className="w-2/3" />
              </li>
            ))}
      </ul>
    </Panel>
  );
}

const rowLook =
  "border-border-faint grid min-h-11 grid-cols-[136px_128px_minmax(0,1fr)] items-start gap-x-4 gap-y-1 border-b px-4 py-2.5 last:border-b-0 max-sm:grid-cols-[minmax(0,1fr)_auto]";

function PartRow({ part, hasTest }: { readonly part: ConnectionPart; readonly hasTest: boolean }) {
  const { icon, tone, word } = partLooks[part.state];
  const isTrouble = part.state === "late" || part.state === "broken";
  const State = isTrouble ? Badge : Status;
  return (
    <li className={rowLook}>
      <h3 className="font-medium">{part.label}</h3>
      <span>
        <State icon={icon} tone={tone}>
          {word}
        </State>
      </span>
      <div className="min-w-0 max-sm:col-span-2">
        <p className="text-muted max-w-text text-pretty">
          {part.text}
          {part.time ? (
            <span className="text-subtle">
              {" "}
              {part.time.label} <Time value={part.time.at} as={part.time.isAhead ? "in" : "ago"} />.
            </span>
          ) : null}
        </p>
        {part.wayOut ? <p className="max-w-text text-pretty">{part.wayOut}</p> : null}
        {hasTest ? (
          <May door="POST /api/connection/test-alert">
            <div className="mt-2">
              <TestAlert />
            </div>
          </May>
        ) : null}
      </div>
    </li>
  );
}
