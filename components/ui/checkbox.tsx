"use client";

import { Check } from "lucide-react";
import { Checkbox as RadixCheckbox } from "radix-ui";

import { Icon } from "./icon";

type CheckboxProps = {
  readonly id: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly isDisabled?: boolean;
};

/** Stands beside a `<label htmlFor>` of the same id. */
export function Checkbox({ id, isChecked, onChange, isDisabled = false }: CheckboxProps) {
  return (
    <RadixCheckbox.Root
      id={id}
      checked={isChecked}
      disabled={isDisabled}
      onCheckedChange={(next) => onChange(next === true)}
      className="border-idle-solid bg-surface text-on-ink data-[state=checked]:border-ink data-[state=checked]:bg-ink grid size-4 shrink-0 place-items-center rounded-sm border disabled:opacity-50"
    >
      <RadixCheckbox.Indicator>
        <Icon of={Check} size="xs" />
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  );
}
