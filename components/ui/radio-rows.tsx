"use client";

import { useId, type ReactNode } from "react";

type RadioRowsProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly note: ReactNode }[];
  readonly onChange: (value: Value) => void;
};

export function RadioRows<Value extends string>({ label, value, options, onChange }: RadioRowsProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="overflow-hidden rounded-lg border">
      {options.map((option) => (
        <label
          key={option.value}
          className="hover:bg-hover flex min-h-10 cursor-pointer items-center gap-x-2 border-b px-3 last:border-b-0 max-sm:min-h-11 max-sm:flex-wrap max-sm:py-2"
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="border-idle-solid bg-surface checked:border-ink checked:bg-on-ink size-4 shrink-0 appearance-none rounded-full border checked:border-5"
          />
          <span className="font-medium whitespace-nowrap">{option.label}</span>
          <span className="text-subtle ml-auto min-w-0 truncate text-xs max-sm:ml-6 max-sm:basis-full max-sm:whitespace-normal">
            {option.note}
          </span>
        </label>
      ))}
    </div>
  );
}
