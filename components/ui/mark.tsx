import { cn } from "@/lib/cn";

type MarkProps = { readonly name: string; readonly size?: "sm" | "lg"; readonly className?: string };

/** Two letters of a name, so that rows of one customer are found at a glance. */
export function Mark({ name, size = "sm", className }: MarkProps) {
  return (
    <span
      aria-hidden
      className={cn(
        "bg-sunken text-muted inline-grid shrink-0 place-items-center border font-semibold tracking-tight",
        size === "sm" ? "size-5 rounded-sm text-[10px] leading-none" : "size-9 rounded-lg text-base leading-none",
        className,
      )}
    >
      {name.slice(0, 2)}
    </span>
  );
}
