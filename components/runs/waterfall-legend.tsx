import { cn } from "@/lib/cn";

const marks = [
  { label: "Wait", look: "dotted-wait" },
  { label: "Request", look: "bg-info-solid" },
  { label: "Write", look: "bg-fg" },
  { label: "Retry", look: "bg-warn-solid" },
  { label: "Rate limit", look: "hatched-rate" },
] as const;

export function WaterfallLegend() {
  return (
    <span className="text-muted flex flex-wrap items-center gap-x-4 gap-y-1 text-xs">
      {marks.map(({ label, look }) => (
        <span key={label} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={cn("h-2 w-3 rounded-[2px]", look)} />
          {label}
        </span>
      ))}
    </span>
  );
}
