"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { KeyValue } from "@/components/ui/key-values";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { formatAbout, formatCount, formatSpan, formatUtc } from "@/lib/format";
import type { EndpointRow, IntegrationDetail } from "@/lib/health/schema";
import { rewindMutation, rewindPreviewQuery } from "@/lib/queries/integration-controls";
import type { RewindAnswer } from "@/lib/sync/schema/controls";

import { ControlDialog } from "./control-dialog";

const hourMs = 3_600_000;
const steps = [hourMs, 6 * hourMs, 24 * hourMs, 7 * 24 * hourMs] as const;

type RewindDialogProps = {
  readonly integration: IntegrationDetail;
  readonly endpoint: EndpointRow;
  readonly onClose: () => void;
};

/** Back to a time of the person's own clock; what that would fetch again is asked of the server first. */
export function RewindDialog({ integration, endpoint, onClose }: RewindDialogProps) {
  const watermark = new Date(endpoint.watermark ?? integration.createdAt);
  const [local, setLocal] = useState(() => toLocal(new Date(watermark.getTime() - steps[0])));
  const to = toInstant(local);
  const rewind = { endpoint: endpoint.endpoint, to: to?.toISOString() ?? "" };
  const deed = useMutation(rewindMutation(integration.komboIntegrationId));
  const preview = useQuery({
    ...rewindPreviewQuery(integration.komboIntegrationId, rewind),
    // What is done is no question any more.
    enabled: to !== null && !deed.isPending && !deed.isSuccess,
  });
  const answer = preview.isPlaceholderData || preview.isError ? undefined : preview.data;
  const what = endpoint.label.toLowerCase();
  return (
    <ControlDialog
      title={`Rewind the watermark of ${what}?`}
      description="The next delta asks Kombo for everything that changed since then. Records that are as we have them stay untouched."
      choice={
        <>
          <Field
            id="rewind-to"
            label="Back to"
            aside={
              <span className="text-subtle text-xs">your time{to ? `, ${formatUtc(to).slice(0, 16)} UTC` : ""}</span>
            }
          >
            <Input
              id="rewind-to"
              type="datetime-local"
              step={1}
              value={local}
              max={toLocal(watermark)}
              onChange={(event) => setLocal(event.target.value)}
            />
          </Field>
          <div className="mt-2 flex flex-wrap gap-2">
            {steps.map((ms) => (
              <Button key={ms} size="sm" onClick={() => setLocal(toLocal(new Date(watermark.getTime() - ms)))}>
                {formatSpan(ms)} back
              </Button>
            ))}
          </div>
          {preview.isError ? <ProblemNote>{preview.error.message}</ProblemNote> : null}
        </>
      }
      effects={<Effects answer={answer} />}
      button={answer?.becomesFullFetch ? `Rewind and read all ${what}` : "Rewind and fetch"}
      isReady={answer !== undefined}
      refusal="The watermark stands where it was."
      deed={deed}
      onConfirm={() =>
        deed.mutate(rewind, {
          onSuccess: () => {
            toast(`The watermark of ${what} is rewound; a fetch starts.`);
            onClose();
          },
        })
      }
      onClose={onClose}
    />
  );
}

/** The rows stand there while the numbers come, so that nothing jumps. */
function Effects({ answer }: { readonly answer: RewindAnswer | undefined }) {
  return (
    <>
      <KeyValue label="Watermark">
        {answer ? (
          <>
            from <Time value={answer.from} as="moment" /> to <Time value={answer.to} as="moment" />
          </>
        ) : (
          <Skeleton className="w-52" />
        )}
      </KeyValue>
      <KeyValue label="Fetches again">{answer ? describeFetch(answer) : <Skeleton className="w-40" />}</KeyValue>
      {answer && answer.runsInProgress > 0 ? (
        <KeyValue label="In progress">
          {formatCount(answer.runsInProgress, "run")} goes on, but moves the watermark no more
        </KeyValue>
      ) : null}
    </>
  );
}

function describeFetch({ becomesFullFetch, records }: RewindAnswer): string {
  if (becomesFullFetch) return "everything: Kombo keeps deletions for 14 days only, and this is further back";
  return records === 0
    ? "no record we know of changed since; whatever Kombo has beside them"
    : `about ${formatAbout(records)} ${records === 1 ? "record" : "records"} that changed since`;
}

/** As the input wants it: `2026-11-20T13:21:43`, by the person's clock. */
function toLocal(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function toInstant(local: string): Date | null {
  const date = new Date(local);
  return local === "" || Number.isNaN(date.getTime()) ? null : date;
}
