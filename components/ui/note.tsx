import { Info } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

import { Icon, type IconType } from "./icon";
import { toneFill, type Tone } from "./tone";

type NoteProps = {
  readonly icon?: IconType;
  readonly tone?: Tone;
  readonly children: ReactNode;
  readonly className?: string;
};

export function Note({ icon = Info, tone = "none", children, className }: NoteProps) {
  return (
    <p
      className={cn(
        "note flex gap-2.5 rounded-md px-3 text-xs/4.5 text-pretty",
        toneFill[tone],
        tone === "none" && "bg-sunken",
        className,
      )}
    >
      <Icon of={icon} size="sm" className="mt-0.5" />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  );
}
