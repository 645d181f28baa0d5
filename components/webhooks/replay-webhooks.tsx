"use client";

import { useMutation, useQuery } from "@tanstack/react-query";

import { KeyValue } from "@/components/ui/key-values";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { useFirst } from "@/components/ui/use-first";
import { formatCount, formatNumber } from "@/lib/format";
import { replayMutation, replayPreviewQuery } from "@/lib/queries/webhooks";
import type { ReplayAnswer, ReplayFilters, ReplayPreview } from "@/lib/webhooks/schema";

import { ReplayDialog } from "./replay-dialog";

type ReplayWebhooksProps = {
  readonly filters: ReplayFilters;
  /** What chooses them, in words; null without a filter. */
  readonly chosenBy: string | null;
  readonly onReplayed: (answer: ReplayAnswer) => void;
  readonly onClose: () => void;
};

/** Counts what matches before anything is replayed, and replays what was counted. */
export function ReplayWebhooks({ filters: current, chosenBy, onReplayed, onClose }: ReplayWebhooksProps) {
  // A span of time moves on by the minute; what was counted must not.
  const filters = useFirst(current);
  const { data: preview, error } = useQuery(replayPreviewQuery(filters));
  const replay = useMutation(replayMutation);
  const isTooMany = preview !== undefined && preview.events > preview.max;
  const replayable = isTooMany ? 0 : (preview?.replayable ?? 0);

  function start(): void {
    replay.mutate(
      { ...filters, ...upToNewest(preview) },
      {
        onSuccess: (answer) => {
          onReplayed(answer);
          onClose();
        },
      },
    );
  }

  return (
    <ReplayDialog
      title={preview && !isTooMany ? `Replay ${formatCount(replayable, "webhook")}?` : "Replay these webhooks?"}
      description={describe({ chosenBy, preview })}
      effects={preview && replayable === 0 ? null : <Effects preview={preview} />}
      action={replayable > 0 ? `Replay ${formatCount(replayable, "webhook")}` : "Replay"}
      isReady={replayable > 0 && !replay.isPending}
      error={replay.error ?? error}
      onReplay={start}
      onClose={onClose}
    />
  );
}

/** What arrives while somebody reads the count was not counted. */
function upToNewest(preview: ReplayPreview | undefined): Pick<ReplayFilters, "to"> {
  if (!preview?.newestAt) return {};
  return { to: new Date(new Date(preview.newestAt).getTime() + 1).toISOString() };
}

type Described = Pick<ReplayWebhooksProps, "chosenBy"> & { readonly preview: ReplayPreview | undefined };

function describe({ chosenBy, preview }: Described): string {
  const which = chosenBy === null ? "All that are stored." : `All that match ${chosenBy}.`;
  if (!preview) return which;
  if (preview.events > preview.max) {
    return `More than ${formatNumber(preview.max)} match, which is what can be replayed at once. Narrow the list, by time for example.`;
  }
  if (preview.replayable > 0) return which;
  return preview.events === 0
    ? "Nothing matches."
    : "None of them announces a change that is acted on: they are of another kind, or their integration is unknown, deleted or ignores them.";
}

function Effects({ preview }: { readonly preview: ReplayPreview | undefined }) {
  if (!preview) {
    return (
      <>
        {["Webhooks", "Integrations", "Runs"].map((label) => (
          <KeyValue key={label} label={label}>
            <Skeleton className="w-40" />
          </KeyValue>
        ))}
      </>
    );
  }
  const { events, replayable, integrations, oldestAt, newestAt } = preview;
  return (
    <>
      <KeyValue label="Webhooks">
        {formatNumber(replayable)}
        {oldestAt && newestAt ? (
          <span className="text-muted">
            from <Time value={oldestAt} as="moment" /> to <Time value={newestAt} as="moment" />
          </span>
        ) : null}
      </KeyValue>
      {events > replayable ? (
        <KeyValue label="Left out">
          {formatNumber(events - replayable)}
          <span className="text-muted">that mark nothing</span>
        </KeyValue>
      ) : null}
      <KeyValue label="Integrations">{formatNumber(integrations)}</KeyValue>
      <KeyValue label="Runs">at most one more of each endpoint they name, however many webhooks</KeyValue>
    </>
  );
}
