import type { LucideIcon } from "lucide-react";

import { cn } from "@/lib/cn";

export type IconType = LucideIcon;

const sizes = {
  md: { className: "size-4", strokeWidth: 1.75 },
  sm: { className: "size-3.5", strokeWidth: 2 },
  xs: { className: "size-3", strokeWidth: 2.25 },
} as const;

type IconProps = { readonly of: IconType; readonly size?: keyof typeof sizes; readonly className?: string | undefined };

/** An icon beside a word: always decoration, the word carries the meaning. */
export function Icon({ of: Shape, size = "md", className }: IconProps) {
  return (
    <Shape
      aria-hidden
      strokeWidth={sizes[size].strokeWidth}
      className={cn("shrink-0", sizes[size].className, className)}
    />
  );
}
