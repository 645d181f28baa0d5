"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { History, X } from "lucide-react";

import { isActive } from "@/components/runs/run-names";
import { Icon } from "@/components/ui/icon";
import { Progress } from "@/components/ui/progress";
import { TextLink } from "@/components/ui/text-link";
import { formatCount, formatNumber } from "@/lib/format";
import { listPath } from "@/lib/paths";
import { runsQuery } from "@/lib/queries/runs";
import type { ReplayAnswer } from "@/lib/webhooks/schema";

type ReplayEffectProps = { readonly answer: ReplayAnswer; readonly onClose: () => void };

/** What a replay did, and how far its runs are. */
export function ReplayEffect({ answer, onClose }: ReplayEffectProps) {
  const { data } = useInfiniteQuery(runsQuery({ trigger: "replay" }));
  const runs = (data?.pages[0]?.rows ?? []).filter(({ createdAt }) => createdAt >= answer.at);
  const done = runs.filter((run) => !isActive(run)).length;
  const failed = runs.filter((run) => run.state === "failed").length;
  return (
    <section aria-label="The replay" className="bg-sunken mb-3 flex items-start gap-2.5 rounded-lg px-3 py-2.5 text-xs">
      <Icon of={History} size="sm" className="text-subtle mt-0.5" />
      <div className="min-w-0 grow">
        <output className="block">
          <span className="font-medium">{formatCount(answer.replayed, "webhook")} replayed</span>
          {answer.skipped > 0 ? `, ${formatNumber(answer.skipped)} marked nothing` : ""}.{" "}
          {formatCount(answer.endpoints, "endpoint is", "endpoints are")} fetched again:{" "}
          {runs.length === 0
            ? "their runs start as soon as a worker is free."
            : `${formatNumber(done)} of ${formatCount(runs.length, "run")} done${failed > 0 ? `, ${formatNumber(failed)} failed` : ""}.`}{" "}
          <TextLink href={listPath("/runs", { trigger: "replay" })}>See the runs</TextLink>
        </output>
        {runs.length > 0 && done < runs.length ? (
          <Progress share={done / runs.length} label="Runs of the replay" className="mt-2 max-w-80" />
        ) : null}
      </div>
      <button
        type="button"
        aria-label="Close"
        onClick={onClose}
        className="hover:bg-active text-subtle hover:text-fg -my-1 grid size-7 shrink-0 place-items-center rounded-sm max-sm:size-9"
      >
        <Icon of={X} size="sm" />
      </button>
    </section>
  );
}
