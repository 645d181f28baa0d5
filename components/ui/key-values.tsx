import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

export function KeyValues({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <dl className={cn("key-values grid gap-x-3 gap-y-0.5", className)}>{children}</dl>;
}

export function KeyValue({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-subtle py-1 text-xs/4.5">{label}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-x-1.5 py-0.75 wrap-anywhere">{children}</dd>
    </>
  );
}
