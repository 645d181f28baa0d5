import {
  BellOff,
  CircleAlert,
  CircleX,
  ClockAlert,
  FileClock,
  Hand,
  Hourglass,
  KeyRound,
  LockKeyhole,
  SearchX,
  ServerOff,
  Settings2,
  ShieldX,
  Trash2,
  TriangleAlert,
  Unplug,
  WifiOff,
} from "lucide-react";

import type { IconType } from "@/components/ui/icon";
import type { Tone } from "@/components/ui/tone";
import type { AttentionKind } from "@/lib/health/schema";

type AttentionLook = { readonly icon: IconType; readonly tone: Tone };

export const attentionLooks: Readonly<Record<AttentionKind, AttentionLook>> = {
  no_key: { icon: KeyRound, tone: "danger" },
  key_refused: { icon: KeyRound, tone: "danger" },
  no_secret: { icon: CircleAlert, tone: "danger" },
  driver_late: { icon: ServerOff, tone: "danger" },
  kombo_unreachable: { icon: WifiOff, tone: "danger" },
  rejected_webhooks: { icon: ShieldX, tone: "danger" },
  invalid: { icon: Unplug, tone: "danger" },
  not_found: { icon: SearchX, tone: "danger" },
  qa_failed: { icon: CircleX, tone: "danger" },
  failing: { icon: CircleX, tone: "danger" },
  held: { icon: Hand, tone: "held" },
  silent: { icon: BellOff, tone: "warn" },
  behind: { icon: ClockAlert, tone: "warn" },
  unconfirmed: { icon: TriangleAlert, tone: "warn" },
  setup_incomplete: { icon: Settings2, tone: "warn" },
  permission_missing: { icon: LockKeyhole, tone: "warn" },
  alerts_undelivered: { icon: BellOff, tone: "warn" },
  rate_limited: { icon: Hourglass, tone: "rate" },
  data_expired: { icon: FileClock, tone: "idle" },
  purge_due: { icon: Trash2, tone: "idle" },
};
