import { ChevronDown } from "lucide-react";

import { cn } from "@/lib/cn";

import { Icon } from "./icon";

type SelectProps = {
  readonly id: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly className?: string;
};

/** One of many: the browser's own list, which every hand and screen reader knows. */
export function Select({ id, value, options, onChange, className }: SelectProps) {
  return (
    <span className={cn("relative inline-flex min-w-0", className)}>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="border-border-strong bg-surface text-fg h-8 w-full min-w-0 appearance-none truncate rounded-md border pr-7 pl-2 max-sm:h-11 max-sm:text-lg"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon
        of={ChevronDown}
        size="sm"
        className="text-subtle pointer-events-none absolute top-1/2 right-2 -translate-y-1/2"
      />
    </span>
  );
}
