import { cn } from "@/lib/cn";

export function Dot({ className }: { readonly className: string }) {
  return <span aria-hidden className={cn("size-1.75 shrink-0 rounded-full", className)} />;
}
