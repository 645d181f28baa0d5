"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { KeyValue } from "@/components/ui/key-values";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { formatCount, formatList } from "@/lib/format";
import { eventReplayPreviewQuery, replayEventMutation } from "@/lib/queries/webhooks";
import type { EventReplayPreview } from "@/lib/webhooks/schema";

import { ReplayDialog } from "./replay-dialog";

/** Plans again from one event. */
export function ReplayWebhook({ id }: { readonly id: string }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>
        <Icon of={History} size="sm" />
        Replay…
      </Button>
      {isAsking ? <AskReplay id={id} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}

function AskReplay({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data: preview, error } = useQuery(eventReplayPreviewQuery(id));
  const replay = useMutation(replayEventMutation(id));
  const marked = preview?.endpoints.length ?? 0;
  return (
    <ReplayDialog
      title="Replay this webhook?"
      description={
        preview && marked === 0
          ? "It would mark nothing: it announces no change that is acted on, its integration is unknown or deleted, or its endpoints are disabled."
          : "It marks the endpoints it would mark if it came now, by the settings of today."
      }
      effects={preview && marked === 0 ? null : <Effects preview={preview} />}
      action={preview && marked > 0 ? `Replay and mark ${formatCount(marked, "endpoint")}` : "Replay"}
      isReady={marked > 0 && !replay.isPending}
      error={replay.error ?? error}
      onReplay={() =>
        replay.mutate(undefined, {
          onSuccess: (answer) => {
            toast(`Replayed. ${formatCount(answer.endpoints, "endpoint is", "endpoints are")} fetched again.`);
            onClose();
          },
        })
      }
      onClose={onClose}
    />
  );
}

function Effects({ preview }: { readonly preview: EventReplayPreview | undefined }) {
  if (!preview) {
    return (
      <KeyValue label="Marked">
        <Skeleton className="w-40" />
      </KeyValue>
    );
  }
  return (
    <>
      <KeyValue label="Marked">
        {formatList(
          preview.endpoints.map(({ endpointLabel }) => endpointLabel),
          6,
        )}
      </KeyValue>
      <KeyValue label="Runs">{describeRuns(preview)}</KeyValue>
    </>
  );
}

function describeRuns({ endpoints, isPaused }: EventReplayPreview): string {
  if (isPaused) return "none while the integration is paused; as soon as it is resumed";
  const running = endpoints.filter(({ isRunning }) => isRunning).length;
  const each = `a delta fetch of ${endpoints.length === 1 ? "it" : "each"}, at once`;
  return running === 0 ? each : `${each}; ${formatCount(running, "run")} in progress ends first`;
}
