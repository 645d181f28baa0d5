"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/lib/cn";

import { useSingleKeys } from "./single-keys";

export function SingleKeysSwitch({ className }: { readonly className?: string }) {
  const [isOn, setIsOn] = useSingleKeys();
  return (
    <span className={cn("flex items-center gap-2", className)}>
      <Checkbox id="single-keys" isChecked={isOn} onChange={setIsOn} />
      <label htmlFor="single-keys" className="cursor-pointer">
        Single keys on this device
      </label>
    </span>
  );
}
