"use client";

import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

import { Icon, type IconType } from "./icon";

type MenuProps = { readonly trigger: ReactNode; readonly children: ReactNode; readonly align?: "start" | "end" };

const itemLook =
  "flex h-8 items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-active data-disabled:text-faint max-sm:h-11";

export function Menu({ trigger, children, align = "end" }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="rise bg-raised z-40 min-w-52 rounded-lg p-1 shadow-md"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type MenuItemProps = { readonly icon: IconType; readonly children: ReactNode; readonly onSelect: () => void };

export function MenuItem({ icon, children, onSelect }: MenuItemProps) {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={itemLook}>
      <Icon of={icon} size="sm" className="text-subtle" />
      {children}
    </DropdownMenu.Item>
  );
}

type MenuChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly icon: IconType }[];
  readonly onChange: (value: string) => void;
};

export function MenuChoice({ label, value, options, onChange }: MenuChoiceProps) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange}>
      <DropdownMenu.Label className="text-2xs text-subtle px-2 pt-2 pb-1 font-medium">{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={itemLook}>
          <Icon of={option.icon} size="sm" className="text-subtle" />
          <span className="grow">{option.label}</span>
          <DropdownMenu.ItemIndicator>
            <Icon of={Check} size="sm" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="bg-border -mx-1 my-1 h-px" />;
}
