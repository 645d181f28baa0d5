import { Archive, Check, CircleMinus, Pencil, Plus } from "lucide-react";

import type { IconType } from "@/components/ui/icon";
import { Status } from "@/components/ui/status";
import type { Tone } from "@/components/ui/tone";
import { formatCount } from "@/lib/format";
import type { WebhookRow } from "@/lib/webhooks/schema";
import type { WebhookOutcome } from "@/lib/webhooks/schema/outcome-words";

type OutcomeLook = { readonly name: string; readonly icon: IconType; readonly tone: Tone };

export const outcomeLooks = {
  marked: { name: "Marked endpoints", icon: Check, tone: "success" },
  registered: { name: "Registered", icon: Plus, tone: "success" },
  state_updated: { name: "State updated", icon: Pencil, tone: "success" },
  stored: { name: "Stored", icon: Archive, tone: "idle" },
  ignored: { name: "Ignored, legacy", icon: CircleMinus, tone: "idle" },
} as const satisfies Record<WebhookOutcome, OutcomeLook>;

type OutcomeProps = { readonly webhook: Pick<WebhookRow, "outcome" | "markedEndpoints"> };

/** What an event did. */
export function Outcome({ webhook }: OutcomeProps) {
  const { name, icon, tone } = outcomeLooks[webhook.outcome];
  return (
    <Status icon={icon} tone={tone}>
      {webhook.outcome === "marked" ? `Marked ${formatCount(webhook.markedEndpoints, "endpoint")}` : name}
    </Status>
  );
}
