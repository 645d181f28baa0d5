import type { ComponentProps } from "react";

import { cn } from "@/lib/cn";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      className={cn(
        "border-border-strong bg-surface text-fg placeholder:text-subtle h-9 w-full rounded-md border px-2 max-sm:h-11 max-sm:text-lg",
        "focus-visible:border-accent aria-invalid:border-danger-solid focus-visible:outline-offset-0",
        className,
      )}
      {...props}
    />
  );
}
