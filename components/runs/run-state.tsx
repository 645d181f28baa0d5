import { Ban, Check, CircleDashed, CircleX, Hand, Hourglass, LoaderCircle, RotateCw } from "lucide-react";

import type { IconType } from "@/components/ui/icon";
import { Badge, Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { RunRow } from "@/lib/sync/schema";
import type { RunState } from "@/lib/sync/schema/run-words";

import { isActive, isRateLimited, stateNames } from "./run-names";

type RunStateMarkProps = { readonly run: Pick<RunRow, "state" | "waitingUntil" | "errorCode"> };

type StateLook = { readonly icon: IconType; readonly tone: Tone; readonly isFilled: boolean };

const stateLooks = {
  queued: { icon: CircleDashed, tone: "idle", isFilled: false },
  running: { icon: LoaderCircle, tone: "info", isFilled: false },
  succeeded: { icon: Check, tone: "success", isFilled: false },
  failed: { icon: CircleX, tone: "danger", isFilled: true },
  cancelled: { icon: Ban, tone: "idle", isFilled: false },
  needs_review: { icon: Hand, tone: "held", isFilled: true },
} as const satisfies Record<RunState, StateLook>;

/** The state of a run as icon and word; filled only where a person should look. */
export function RunStateMark({ run }: RunStateMarkProps) {
  if (isActive(run) && run.waitingUntil) return <Waiting run={run} until={run.waitingUntil} />;
  const { icon, tone, isFilled } = stateLooks[run.state];
  const isRunning = run.state === "running";
  if (isFilled) {
    return (
      <Badge icon={icon} tone={tone}>
        {stateNames[run.state]}
      </Badge>
    );
  }
  return (
    <Status icon={icon} tone={tone} spins={isRunning} strong={isRunning}>
      {stateNames[run.state]}
    </Status>
  );
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
