import { cn } from "@/lib/cn";

type ProgressProps = {
  /** 0 to 1; null when the end is not known. */
  readonly share: number | null;
  readonly label: string;
  readonly tone?: "info" | "rate" | "success";
  readonly className?: string;
};

const fills = { info: "bg-info-solid", rate: "bg-rate-solid", success: "bg-success-solid" } as const;

export function Progress({ share, label, tone = "info", className }: ProgressProps) {
  const percent = share === null ? 100 : Math.min(100, Math.max(0, share * 100));
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a native progress moves when its end is unknown
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { "aria-valuenow": Math.round(percent) })}
      className={cn("progress bg-active overflow-hidden", className)}
    >
      <div
        className={cn("h-full rounded-[2px]", fills[tone], share === null && "opacity-40")}
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
