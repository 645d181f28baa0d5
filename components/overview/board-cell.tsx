import { CircleDashed, CircleSlash, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";

import { healthLooks } from "@/components/integrations/health-state";
import { Icon, type IconType } from "@/components/ui/icon";
import { Time } from "@/components/ui/time";
import { toneFill, type Tone } from "@/components/ui/tone";
import { cn } from "@/lib/cn";

import { isFetched, type BoardCell } from "./board-layout";

/** The age of one endpoint; only what is late or broken is filled. */
export function CellMark({ cell, label }: { readonly cell: BoardCell | null; readonly label?: string }) {
  if (!cell) return null;
  const name = label ? <span className="font-normal">{label}</span> : null;
  if (!isFetched(cell)) {
    return (
      <CellText icon={CircleSlash} className="text-subtle">
        {name}
        {cell.enabled === false ? "Off" : "n/a"}
      </CellText>
    );
  }
  if (cell.running) {
    return (
      <CellText icon={LoaderCircle} spins className="text-info-fg font-medium">
        {name}
        Now
      </CellText>
    );
  }
  const look = healthLooks[cell.health];
  return (
    <CellText
      {...(look.isFilled ? { icon: look.icon } : cell.lastSucceededAt === null ? { icon: CircleDashed } : {})}
      className={look.isFilled ? filledOf(look.tone) : "text-muted"}
    >
      {name}
      {look.isFilled ? <span className="sr-only">{look.word}, </span> : null}
      {cell.lastSucceededAt ? <Time value={cell.lastSucceededAt} /> : "Never"}
    </CellText>
  );
}

export function filledOf(tone: Tone): string {
  return cn("font-medium", toneFill[tone]);
}

type CellTextProps = {
  readonly icon?: IconType;
  readonly spins?: boolean;
  readonly className: string;
  readonly children: ReactNode;
};

export function CellText({ icon, spins = false, className, children }: CellTextProps) {
  return (
    <span
      className={cn("flex h-6 min-w-0 items-center gap-1.25 rounded-sm px-1.5 text-xs whitespace-nowrap", className)}
    >
      {icon ? <Icon of={icon} size="xs" className={spins ? "animate-spin" : undefined} /> : null}
      {children}
    </span>
  );
}
