"use client";

import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { CircleCheck, LoaderCircle, TriangleAlert } from "lucide-react";
import { useRef } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { isActive, isRateLimited } from "@/components/runs/run-names";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { Note } from "@/components/ui/note";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { type RecordAddress, runPath } from "@/lib/paths";
import { refetchRecordMutation } from "@/lib/queries/records";
import { runChangesQuery, runQuery } from "@/lib/queries/runs";
import type { RunDetail } from "@/lib/sync/schema";

import { toRefetchOutcome } from "./refetch-outcome";

type RefetchDialogProps = { readonly address: RecordAddress; readonly onClose: () => void };

/** Says what it will do, does it, and ends with what came of it. */
export function RefetchDialog({ address, onClose }: RefetchDialogProps) {
  const closeRef = useRef<HTMLButtonElement>(null);
  const askRef = useRef<HTMLButtonElement>(null);
  const deed = useMutation(refetchRecordMutation(address));
  const runId = deed.data?.run.id;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={askRef}
      title={runId === undefined ? "Fetch this record again now?" : "Fetching this record again"}
      description="Kombo is asked for this one record. Nothing else of its endpoint is fetched."
      footer={
        <>
          <Button ref={closeRef} onClick={onClose}>
            {runId === undefined ? "Cancel" : "Close"}
          </Button>
          {runId === undefined ? (
            <Button
              ref={askRef}
              look="primary"
              disabled={deed.isPending}
              onClick={() => deed.mutate(undefined, { onSuccess: () => closeRef.current?.focus() })}
            >
              Fetch it again
            </Button>
          ) : null}
        </>
      }
    >
      {runId === undefined ? (
        <>
          <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
          <KeyValues>
            <KeyValue label="At Kombo">1 request, after what its endpoint fetches now</KeyValue>
            <KeyValue label="If it differs">
              our copy is brought up to date, the difference stands in its history
            </KeyValue>
            <KeyValue label="If it is gone">our copy stays until a full fetch misses it too</KeyValue>
            <KeyValue label="Watermark">stays where it is</KeyValue>
          </KeyValues>
          {deed.isError ? <ProblemNote>Nothing was fetched. {deed.error.message}</ProblemNote> : null}
        </>
      ) : (
        <RefetchResult runId={runId} komboId={address.komboId} />
      )}
    </Dialog>
  );
}

function RefetchResult({ runId, komboId }: { readonly runId: string; readonly komboId: string }) {
  const { data: run, error } = useQuery(runQuery(runId));
  const isOver = run !== undefined && !isActive(run);
  // Asked for only once the run is over, so that no answer from before is taken for its result.
  const changes = useInfiniteQuery({
    ...runChangesQuery(runId, { isFinished: isOver, drift: null }),
    enabled: isOver,
  });
  const change = changes.data?.pages[0]?.rows.find((row) => row.komboId === komboId) ?? null;
  const outcome = run && changes.data ? toRefetchOutcome({ run, komboId, change }) : null;
  return (
    <div aria-live="polite" className="mt-5 grid gap-3">
      {outcome ? (
        <Note icon={outcome.tone === "success" ? CircleCheck : TriangleAlert} tone={outcome.tone}>
          {outcome.text}
        </Note>
      ) : (
        <Status icon={LoaderCircle} tone="info" spins className="whitespace-normal">
          <Progress run={run} />
        </Status>
      )}
      {error && !run ? (
        <ProblemNote>The run goes on; only its state could not be read. {error.message}</ProblemNote>
      ) : null}
      <p className="text-muted">
        <TextLink href={runPath(runId)}>See the run</TextLink>
      </p>
    </div>
  );
}

function Progress({ run }: { readonly run: RunDetail | undefined }) {
  if (run === undefined || run.state === "queued") return "Waiting for its turn: one run at a time reads an endpoint.";
  if (run.waitingUntil === null) return "Asking Kombo for it…";
  return (
    <>
      {isRateLimited(run) ? "Kombo allows no request until " : "Tries again at "}
      <Time value={run.waitingUntil} as="deadline" />.
    </>
  );
}
