import { cn } from "@/lib/cn";

/** A bar of the size the value will have. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <span
      aria-hidden
      className={cn("skeleton appear-late bg-active inline-block rounded-[3px] align-middle", className)}
    />
  );
}
