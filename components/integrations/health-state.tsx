import {
  CircleCheck,
  CirclePause,
  CircleSlash,
  CircleX,
  ClockAlert,
  Hourglass,
  LoaderCircle,
  Minus,
  TriangleAlert,
  Unplug,
} from "lucide-react";

import type { IconType } from "@/components/ui/icon";
import { Badge, Status } from "@/components/ui/status";
import type { Tone } from "@/components/ui/tone";
import type { HealthKind } from "@/lib/health/schema/health-words";

type HealthLook = {
  readonly word: string;
  readonly icon: IconType;
  readonly tone: Tone;
  readonly isFilled: boolean;
  readonly rank: number;
};

/** Worst first: `rank` orders lists. */
export const healthLooks = {
  invalid: { word: "Connection invalid", icon: Unplug, tone: "danger", isFilled: true, rank: 0 },
  failing: { word: "Failing", icon: CircleX, tone: "danger", isFilled: true, rank: 1 },
  behind: { word: "Behind", icon: ClockAlert, tone: "warn", isFilled: true, rank: 2 },
  unconfirmed: { word: "Not confirmed", icon: TriangleAlert, tone: "warn", isFilled: true, rank: 3 },
  rate_limited: { word: "Rate limited", icon: Hourglass, tone: "rate", isFilled: true, rank: 4 },
  initial: { word: "First full fetch", icon: LoaderCircle, tone: "info", isFilled: false, rank: 5 },
  inactive: { word: "Inactive", icon: CircleSlash, tone: "idle", isFilled: false, rank: 6 },
  paused: { word: "Paused", icon: CirclePause, tone: "idle", isFilled: false, rank: 7 },
  deleted: { word: "Deleted in Kombo", icon: Minus, tone: "idle", isFilled: false, rank: 8 },
  well: { word: "Active", icon: CircleCheck, tone: "success", isFilled: false, rank: 9 },
} as const satisfies Record<HealthKind, HealthLook>;

export function HealthState({ kind }: { readonly kind: HealthKind }) {
  const { word, icon, tone, isFilled } = healthLooks[kind];
  if (isFilled) {
    return (
      <Badge icon={icon} tone={tone}>
        {word}
      </Badge>
    );
  }
  return (
    <Status icon={icon} tone={tone} spins={kind === "initial"}>
      {word}
    </Status>
  );
}
