import type { ComponentProps } from "react";

import { cn } from "@/lib/cn";

const looks = {
  default: "border-border-strong bg-surface shadow-xs hover:bg-hover",
  primary: "border-ink bg-ink text-on-ink hover:border-ink-hover hover:bg-ink-hover",
  danger: "border-danger-line bg-surface text-danger-fg shadow-xs hover:bg-danger-bg",
  "solid-danger": "border-danger-strong bg-danger-strong text-on-danger",
  ghost: "border-transparent bg-transparent hover:bg-hover",
} as const;

const sizes = {
  md: "h-8 px-3 max-sm:h-11",
  /** Fills a form. */
  lg: "h-9 w-full px-3 max-sm:h-11",
  sm: "h-7 px-2 text-xs max-sm:h-9 max-sm:px-3",
  icon: "size-8 px-0 max-sm:size-11",
  "icon-sm": "size-7 px-0 max-sm:size-9",
} as const;

export type ButtonLook = {
  readonly look?: keyof typeof looks | undefined;
  readonly size?: keyof typeof sizes | undefined;
  readonly className?: string | undefined;
};

export function buttonLook({ look = "default", size = "md", className }: ButtonLook): string {
  return cn(
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors duration-(--fast) select-none",
    "disabled:border-border disabled:bg-surface disabled:text-faint disabled:cursor-not-allowed disabled:shadow-none",
    looks[look],
    sizes[size],
    className,
  );
}

export function Button({ look, size, className, ...props }: ButtonLook & ComponentProps<"button">) {
  return <button type="button" {...props} className={buttonLook({ look, size, className })} />;
}
