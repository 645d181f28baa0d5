import { Info } from "lucide-react";

import { Icon } from "@/components/ui/icon";
import { cn } from "@/lib/cn";

const marks = [
  { label: "Delta", colour: "bg-chart-2" },
  { label: "Full", colour: "bg-chart-1" },
  { label: "Failed", colour: "bg-danger-solid" },
  { label: "Running", colour: "bg-info-solid" },
] as const;

export function EndpointLegend() {
  return (
    <div className="text-subtle flex flex-wrap items-center gap-x-4 gap-y-1 px-2 py-3 text-xs">
      <p className="flex items-start gap-2">
        <Icon of={Info} size="sm" className="mt-px" />
        Each endpoint has its own watermark: the time its last complete run sent its first request.
      </p>
      <ul className="ml-auto flex gap-4 max-xl:hidden">
        {marks.map(({ label, colour }) => (
          <li key={label} className="flex items-center gap-1.5">
            <span aria-hidden className={cn("h-2 w-3 rounded-[2px]", colour)} />
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}
