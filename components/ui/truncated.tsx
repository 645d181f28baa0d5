"use client";

import { cn } from "@/lib/cn";

import { Tooltip } from "./tooltip";

/** Text that gives way when there is no room; hover shows all of it. */
export function Truncated({ text, className }: { readonly text: string; readonly className?: string | undefined }) {
  return (
    <Tooltip content={text}>
      <span className={cn("block min-w-0 truncate", className)}>{text}</span>
    </Tooltip>
  );
}
