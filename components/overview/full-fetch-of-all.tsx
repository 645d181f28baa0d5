"use client";

import { useMutation } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { toast } from "@/components/ui/toast";
import { formatAbout, formatCount } from "@/lib/format";
import type { Overview } from "@/lib/health/schema";
import { fullFetchOfAllMutation } from "@/lib/queries/integrations";

import { isFetched, isWhole } from "./board-layout";

const pageSize = 250;

export function FullFetchOfAll({ integrations }: { readonly integrations: Overview["integrations"] }) {
  const [isAsking, setIsAsking] = useState(false);
  const primaryRef = useRef<HTMLButtonElement>(null);
  const fullFetch = useMutation(fullFetchOfAllMutation);
  const fetchable = integrations.filter((integration) => !isWhole(integration));
  const left = integrations.length - fetchable.length;
  const records = fetchable.reduce((sum, integration) => sum + integration.records, 0);
  const endpoints = fetchable.reduce((sum, { cells }) => sum + cells.filter(isFetched).length, 0);

  function start(): void {
    fullFetch.mutate(undefined, {
      onSuccess: ({ runs, joined }) => {
        setIsAsking(false);
        const joining = joined === 0 ? "" : `, ${formatCount(joined, "was", "were")} already running`;
        toast(`Full fetch of ${formatCount(runs, "endpoint")} started${joining}`);
      },
    });
  }

  return (
    <>
      <Button onClick={() => setIsAsking(true)} disabled={fetchable.length === 0}>
        <Icon of={RefreshCw} size="sm" className="text-muted" />
        Full fetch of all…
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        initialFocus={primaryRef}
        title="Read everything of every customer again?"
        description="Our copy stays as it is and is corrected page by page."
        footer={
          <>
            <Button onClick={() => setIsAsking(false)}>Cancel</Button>
            <Button ref={primaryRef} look="primary" disabled={fullFetch.isPending} onClick={start}>
              Start full fetch of {formatCount(fetchable.length, "integration")}
            </Button>
          </>
        }
      >
        <h3 className="mt-5 mb-1 font-semibold">What will happen</h3>
        <KeyValues>
          <KeyValue label="Reads">
            about {formatAbout(records)} records in at least{" "}
            {formatCount(Math.max(endpoints, Math.ceil(records / pageSize)), "request")}
          </KeyValue>
          <KeyValue label="Starts">
            {formatCount(endpoints, "run")}, one an endpoint; what runs already is joined
          </KeyValue>
          <KeyValue label="Deltas">go first; each waits at most 20 s</KeyValue>
          <KeyValue label="Deletes">
            only what Kombo no longer returns; above 20 records and 5 %, or half of them, it stops and asks you
          </KeyValue>
          {left > 0 ? (
            <KeyValue label="Left out">{formatCount(left, "integration")} that cannot be fetched now</KeyValue>
          ) : null}
        </KeyValues>
        {fullFetch.isError ? (
          <ProblemNote>The full fetch was not started. {fullFetch.error.message}</ProblemNote>
        ) : null}
      </Dialog>
    </>
  );
}
