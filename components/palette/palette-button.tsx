"use client";

import { Search } from "lucide-react";

import { useOpenPalette } from "@/components/keyboard/keyboard-provider";
import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";

export function PaletteButton() {
  const openPalette = useOpenPalette();
  return (
    <button
      type="button"
      aria-label="Search or jump to"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={openPalette}
      className="border-border-strong text-subtle hover:border-idle-solid hover:text-fg flex h-8 items-center gap-2 rounded-md border px-2 max-sm:size-11 max-sm:justify-center max-sm:border-transparent lg:w-60"
    >
      <Icon of={Search} size="sm" />
      <span className="grow text-left max-lg:hidden">Search or jump to</span>
      <span className="max-lg:hidden">
        <Kbd>⌘K</Kbd>
      </span>
    </button>
  );
}
