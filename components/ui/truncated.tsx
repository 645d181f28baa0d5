import { cn } from "@/lib/cn";

import { tip } from "./tip-layer";

/** Text that gives way when there is no room; hover then shows all of it. */
export function Truncated({ text, className }: { readonly text: string; readonly className?: string | undefined }) {
  return (
    <span className={cn("block min-w-0 truncate", className)} {...tip(text, { onlyIfCut: true })}>
      {text}
    </span>
  );
}
