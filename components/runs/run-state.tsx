import { Ban, Check, CircleDashed, CircleX, Hand, Hourglass, LoaderCircle, RotateCw } from "lucide-react";

import { Badge, Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { RunRow } from "@/lib/sync/schema";

import { isActive, isRateLimited } from "./run-names";

type RunStateMarkProps = { readonly run: Pick<RunRow, "state" | "waitingUntil" | "errorCode"> };

/** The state of a run as icon and word; filled only where a person should look. */
export function RunStateMark({ run }: RunStateMarkProps) {
  if (isActive(run) && run.waitingUntil) return <Waiting run={run} until={run.waitingUntil} />;
  switch (run.state) {
    case "queued":
      return (
        <Status icon={CircleDashed} tone="idle">
          Queued
        </Status>
      );
    case "running":
      return (
        <Status icon={LoaderCircle} tone="info" spins strong>
          Running
        </Status>
      );
    case "succeeded":
      return (
        <Status icon={Check} tone="success">
          Succeeded
        </Status>
      );
    case "needs_review":
      return (
        <Badge icon={Hand} tone="held">
          Held for review
        </Badge>
      );
    case "failed":
      return (
        <Badge icon={CircleX} tone="danger">
          Failed
        </Badge>
      );
    case "cancelled":
      return (
        <Status icon={Ban} tone="idle">
          Cancelled
        </Status>
      );
  }
}

function Waiting({ run, until }: RunStateMarkProps & { readonly until: string }) {
  if (isRateLimited(run)) {
    return (
      <Badge icon={Hourglass} tone="rate">
        <span>
          Rate limited until <Time value={until} as="deadline" />
        </span>
      </Badge>
    );
  }
  return (
    <Badge icon={RotateCw} tone="warn">
      <span>
        Tries again at <Time value={until} as="deadline" />
      </span>
    </Badge>
  );
}
