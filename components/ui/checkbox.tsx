"use client";

import { Check } from "lucide-react";

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
    <span className="text-on-ink relative grid size-4 shrink-0 place-items-center">
      <input
        type="checkbox"
        id={id}
        checked={isChecked}
        disabled={isDisabled}
        onChange={({ target }) => onChange(target.checked)}
        className="border-idle-solid bg-surface checked:border-ink checked:bg-ink absolute inset-0 appearance-none rounded-sm border disabled:opacity-50"
      />
      {isChecked ? <Icon of={Check} size="xs" className="pointer-events-none relative" /> : null}
    </span>
  );
}
