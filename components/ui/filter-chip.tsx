"use client";

import { CirclePlus, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";

import { cn } from "@/lib/cn";

import { Icon } from "./icon";
import type { Option } from "./option-list";
import { Popup } from "./popup";
import { Skeleton } from "./skeleton";

const loading = <Skeleton className="m-3 w-40" />;
const OptionList = dynamic(async () => (await import("./option-list")).OptionList, { loading: () => loading });

type FilterChipProps = {
  readonly label: string;
  readonly value: string | null;
  /** Absent while they are loading. */
  readonly options: readonly Option[] | undefined;
  readonly onOpen?: () => void;
  readonly onChange: (value: string | null) => void;
};

/** A filter of a list: dashed while it is off, with its value and a way to remove it while it is on. */
export function FilterChip({ label, value, options, onOpen, onChange }: FilterChipProps) {
  const [isOpen, setIsOpen] = useState(false);
  const triggerRef = useRef<HTMLButtonElement>(null);
  return (
    <span
      className={cn(
        "border-border-strong inline-flex h-7 shrink-0 items-stretch rounded-md border text-xs font-medium max-sm:h-9",
        value === null ? "text-muted border-dashed" : "bg-sunken text-fg",
      )}
    >
      <button
        ref={triggerRef}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => {
          setIsOpen(!isOpen);
          onOpen?.();
        }}
        className="hover:text-fg flex items-center gap-1.5 rounded-md px-2 whitespace-nowrap"
      >
        {value === null ? <Icon of={CirclePlus} size="xs" /> : null}
        <span className={cn(value !== null && "text-subtle")}>{label}</span>
        {value === null ? null : (
          <span className="max-w-48 truncate">{nameOption(options, value) ?? <Skeleton className="w-28" />}</span>
        )}
      </button>
      {value === null ? null : (
        <button
          type="button"
          aria-label={`Remove the filter ${label}`}
          onClick={() => onChange(null)}
          className="hover:bg-active grid w-6 place-items-center rounded-md max-sm:w-9"
        >
          <Icon of={X} size="xs" />
        </button>
      )}
      {isOpen ? (
        <Popup
          kind="dialog"
          aria-label={`Filter by ${label.toLowerCase()}`}
          anchorRef={triggerRef}
          align="start"
          onClose={() => setIsOpen(false)}
          className="w-64"
        >
          {options ? (
            <OptionList
              label={label}
              value={value}
              options={options}
              onChoose={(next) => {
                triggerRef.current?.focus();
                setIsOpen(false);
                onChange(next);
              }}
            />
          ) : (
            loading
          )}
        </Popup>
      ) : null}
    </span>
  );
}

/** Null while the options are loading. */
function nameOption(options: readonly Option[] | undefined, value: string): string | null {
  if (!options || options.length === 0) return null;
  return options.find((option) => option.value === value)?.label ?? value;
}
