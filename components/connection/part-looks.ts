import { BellOff, Check, CircleDashed, CircleX, TriangleAlert } from "lucide-react";

import type { IconType } from "@/components/ui/icon";
import type { Tone } from "@/components/ui/tone";
import type { PartState } from "@/lib/health/schema/connection";

type PartLook = { readonly icon: IconType; readonly tone: Tone; readonly word: string };

export const partLooks: Readonly<Record<PartState, PartLook>> = {
  well: { icon: Check, tone: "success", word: "Well" },
  open: { icon: CircleDashed, tone: "idle", word: "Not seen yet" },
  late: { icon: TriangleAlert, tone: "warn", word: "Look at it" },
  broken: { icon: CircleX, tone: "danger", word: "Broken" },
  off: { icon: BellOff, tone: "idle", word: "Off" },
};
