import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

/** A quiet word beside a name: a category, a mode. */
export function Tag({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <span
      className={cn(
        "text-2xs text-muted inline-flex h-4.5 items-center rounded-sm border px-1.25 align-middle font-medium whitespace-nowrap",
        className,
      )}
    >
      {children}
    </span>
  );
}
