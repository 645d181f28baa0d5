import { cn } from "@/lib/cn";

/** Text that gives way when there is no room; the tips then show all of it. */
export function Truncated({ text, className }: { readonly text: string; readonly className?: string | undefined }) {
  return <span className={cn("block min-w-0 truncate", className)}>{text}</span>;
}
