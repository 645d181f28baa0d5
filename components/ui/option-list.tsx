"use client";

import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useEffect, useRef } from "react";

import { cn } from "@/lib/cn";

import { Icon } from "./icon";

export type Option = { readonly value: string; readonly label: string; readonly note?: string | undefined };

type OptionListProps = {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
};

const searchFrom = 9;

/** The options of a filter, which typing narrows. Loaded with the first that opens. */
export function OptionList({ label, value, options, onChoose }: OptionListProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  useEffect(() => inputRef.current?.focus({ preventScroll: true }), []);
  return (
    <Command label={label} className="outline-none">
      <Command.Input
        ref={inputRef}
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
