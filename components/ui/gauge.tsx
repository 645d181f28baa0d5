import { cn } from "@/lib/cn";

type GaugeProps = {
  /** Age as a share of its objective: 1 is the objective. Null: never. */
  readonly share: number | null;
};

/** An age against its objective; the tick in the middle is the objective. The text beside it carries the meaning. */
export function Gauge({ share }: GaugeProps) {
  const width = share === null ? 0 : Math.min(100, Math.max(3, share * 50));
  return (
    <span
      aria-hidden
      className="bg-active after:bg-subtle relative inline-block h-1 w-16 shrink-0 rounded-[2px] align-middle after:absolute after:-top-0.75 after:left-1/2 after:h-2.5 after:w-px"
    >
      <span className={cn("absolute inset-y-0 left-0 rounded-[2px]", fillOf(share))} style={{ width: `${width}%` }} />
    </span>
  );
}

function fillOf(share: number | null): string {
  if (share === null || share <= 1) return "bg-subtle";
  return share > 3 ? "bg-danger-solid" : "bg-warn-solid";
}
