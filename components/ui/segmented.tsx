"use client";

import { ToggleGroup } from "radix-ui";

import { useIsAlive } from "./use-is-alive";

type SegmentedProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
};

const groupLook =
  "border-border-strong inline-flex h-7 shrink-0 overflow-hidden rounded-md border text-xs font-medium max-sm:h-9";
const itemLook =
  "inline-flex items-center justify-center text-muted hover:bg-hover data-[state=on]:bg-active data-[state=on]:text-fg grow border-l px-2.5 first:border-l-0 focus-visible:outline-offset-[-2px]";

/** One of a few, all of them visible. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  const isAlive = useIsAlive();
  // What radix-ui sends as HTML has a style attribute, which the policy forbids: until then it is its own picture.
  if (!isAlive) {
    return (
      <span aria-hidden className={groupLook}>
        {options.map((option) => (
          <span key={option.value} data-state={option.value === value ? "on" : "off"} className={itemLook}>
            {option.label}
          </span>
        ))}
      </span>
    );
  }
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      aria-label={label}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next);
        if (option) onChange(option.value);
      }}
      className={groupLook}
    >
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value} className={itemLook}>
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
