import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

import { Icon, type IconType } from "./icon";
import { toneFill, toneIcon, type Tone } from "./tone";

type StatusProps = {
  readonly icon: IconType;
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly spins?: boolean;
  readonly strong?: boolean;
  readonly className?: string | undefined;
};

/** A state that needs nobody: coloured icon, plain word. */
export function Status({ icon, tone, children, spins = false, strong = false, className }: StatusProps) {
  return (
    <span
      className={cn(
        "status inline-flex items-center gap-1.5 align-middle",
        tone === "idle" && "status-idle",
        strong && "font-medium",
        className,
      )}
    >
      <Icon of={icon} size="sm" className={cn(toneIcon[tone], spins && "animate-spin")} />
      {children}
    </span>
  );
}

/** A state a person should look at: filled. */
export function Badge({ icon, tone, children, className }: Omit<StatusProps, "spins" | "strong">) {
  return (
    <span
      className={cn(
        "inline-flex h-5.5 items-center gap-1.25 rounded-sm pr-1.75 pl-1.5 align-middle text-xs font-medium whitespace-nowrap",
        toneFill[tone],
        className,
      )}
    >
      <Icon of={icon} size="xs" />
      {children}
    </span>
  );
}
