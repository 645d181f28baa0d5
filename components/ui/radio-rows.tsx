"use client";

import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";

type RadioRowsProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly note: ReactNode }[];
  readonly onChange: (value: Value) => void;
};

export function RadioRows<Value extends string>({ label, value, options, onChange }: RadioRowsProps<Value>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next);
        if (option) onChange(option.value);
      }}
      className="overflow-hidden rounded-lg border"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="hover:bg-hover flex h-10 cursor-pointer items-center gap-2 border-b px-3 last:border-b-0 max-sm:h-11"
        >
          <RadioGroup.Item
            value={option.value}
            className="border-idle-solid bg-surface data-[state=checked]:border-ink data-[state=checked]:bg-ink grid size-4 shrink-0 place-items-center rounded-full border"
          >
            <RadioGroup.Indicator className="bg-on-ink size-1.5 rounded-full" />
          </RadioGroup.Item>
          <span className="font-medium whitespace-nowrap">{option.label}</span>
          <span className="text-subtle ml-auto min-w-0 truncate text-xs">{option.note}</span>
        </label>
      ))}
    </RadioGroup.Root>
  );
}
