"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";

import type { PageKey } from "@/components/keyboard/keys";

import { Button } from "./button";
import { Icon } from "./icon";

type CopyButtonProps = { readonly text: string; readonly label: string; readonly shortcut?: PageKey | undefined };

/** The small one beside an id. */
export function CopyIcon({ text, label, shortcut }: CopyButtonProps) {
  const { isCopied, copy } = useCopy(text);
  return (
    <button
      type="button"
      aria-label={isCopied ? "Copied" : label}
      aria-keyshortcuts={shortcut}
      onClick={() => void copy()}
      className="text-subtle hover:bg-hover hover:text-fg relative grid size-6 shrink-0 place-items-center rounded-sm before:absolute before:-inset-0.5 max-sm:before:-inset-3"
    >
      <Icon of={isCopied ? Check : Copy} size="xs" />
    </button>
  );
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const { isCopied, copy } = useCopy(text);
  return (
    <Button size="sm" aria-label={label} onClick={() => void copy()}>
      <Icon of={isCopied ? Check : Copy} size="xs" />
      {isCopied ? "Copied" : "Copy"}
    </Button>
  );
}

function useCopy(text: string) {
  const [isCopied, setIsCopied] = useState(false);
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 1_500);
  }
  return { isCopied, copy };
}
