import { cn } from "@/lib/cn";

/** A bar of the size the value will have. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <span
      aria-hidden
      className={cn("appear-late bg-active inline-block h-2.5 w-16 rounded-[3px] align-middle", className)}
    />
  );
}
