"use client";

import { Command } from "cmdk";
import { Check, CirclePlus, X } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";

import { cn } from "@/lib/cn";

import { Icon } from "./icon";
import { Skeleton } from "./skeleton";

type FilterOption = { readonly value: string; readonly label: string; readonly note?: string | undefined };

type FilterChipProps = {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly FilterOption[];
  readonly onChange: (value: string | null) => void;
};

const searchFrom = 9;

/** A filter of a list: dashed while it is off, with its value and a way to remove it while it is on. */
export function FilterChip({ label, value, options, onChange }: FilterChipProps) {
  const [isOpen, setIsOpen] = useState(false);
  const chosen =
    options.find((option) => option.value === value)?.label ??
    (options.length === 0 ? <Skeleton className="w-28" /> : value);
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <span
        className={cn(
          "border-border-strong text-muted inline-flex h-7 shrink-0 items-stretch rounded-md border border-dashed text-xs font-medium max-sm:h-9",
          value !== null && "bg-sunken text-fg border-solid",
        )}
      >
        <Popover.Trigger className="hover:text-fg flex items-center gap-1.5 rounded-md px-2 whitespace-nowrap">
          {value === null ? <Icon of={CirclePlus} size="xs" /> : null}
          <span className={cn(value !== null && "text-subtle")}>{label}</span>
          {value === null ? null : <span className="max-w-48 truncate">{chosen}</span>}
        </Popover.Trigger>
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
      </span>
      <Popover.Portal>
        <Popover.Content
          align="start"
          aria-label={`Filter by ${label.toLowerCase()}`}
          sideOffset={4}
          collisionPadding={8}
          className="rise bg-raised z-40 w-64 rounded-lg shadow-md outline-none"
        >
          <OptionList
            label={label}
            value={value}
            options={options}
            onChoose={(next) => {
              onChange(next);
              setIsOpen(false);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type OptionListProps = Omit<FilterChipProps, "onChange"> & { readonly onChoose: (value: string) => void };

function OptionList({ label, value, options, onChoose }: OptionListProps) {
  return (
    <Command label={label} className="outline-none">
      <Command.Input
        placeholder={label}
        className={cn(
          "placeholder:text-subtle h-9 w-full border-b bg-transparent px-3 outline-none max-sm:h-11 max-sm:text-lg",
          options.length < searchFrom && "sr-only",
        )}
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="text-subtle px-2 py-1.5">Nothing matches.</Command.Empty>
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={`${option.label} ${option.value}`}
            onSelect={() => onChoose(option.value)}
            className="data-[selected=true]:bg-active flex h-8 items-center gap-2 rounded-md px-2 max-sm:h-11"
          >
            <span className="min-w-0 grow truncate">{option.label}</span>
            {option.note ? <span className="text-muted text-xs">{option.note}</span> : null}
            {option.value === value ? <Icon of={Check} size="sm" /> : null}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
