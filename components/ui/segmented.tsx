"use client";

import { useId } from "react";

type SegmentedProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
};

/** One of a few, all of them visible. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <span
      role="radiogroup"
      aria-label={label}
      className="border-border-strong inline-flex h-7 shrink-0 overflow-hidden rounded-md border text-xs font-medium max-sm:h-9"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="text-muted hover:bg-hover has-checked:bg-active has-checked:text-fg relative inline-flex grow items-center justify-center border-l px-2.5 first:border-l-0"
        >
          <input
            type="radio"
            name={name}
            // Firefox would show again what was chosen before a reload.
            autoComplete="off"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-default appearance-none focus-visible:outline-offset-[-2px]"
          />
          {option.label}
        </label>
      ))}
    </span>
  );
}
