"use client";

import { EyeOff, Lock } from "lucide-react";

import { Icon } from "@/components/ui/icon";

import { namePath } from "./field-names";
import { readValue } from "./read-value";
import { useReveal } from "./reveal-scope";

type MaskedValueProps = { readonly path: string; readonly side: "value" | "from" | "to" };

/**
 * A lock and six dots, whatever the length of what they hide; who may reveal it opens the lock. Relative, since its words
 * for screen readers are positioned: in a table that scrolls they would widen the page.
 */
export function MaskedValue({ path, side }: MaskedValueProps) {
  const reveal = useReveal();
  const shown = reveal?.shown.get(path);
  if (shown) {
    return (
      <span className="bg-warn-bg text-warn-fg inline-flex min-w-0 items-center gap-1.5 rounded-[3px] px-1">
        <span className="min-w-0 break-words whitespace-normal">{readValue(shown[side]).text}</span>
        <button
          type="button"
          onClick={() => reveal?.hide(path)}
          aria-label={`Hide ${namePath(path)}`}
          className="rounded-sm"
        >
          <Icon of={EyeOff} size="xs" />
        </button>
      </span>
    );
  }
  const dots = (
    <>
      <Icon of={Lock} size="xs" />
      <span aria-hidden className="tracking-[0.08em]">
        ••••••
      </span>
    </>
  );
  if (!reveal || path === "") {
    return (
      <span className="text-subtle relative inline-flex items-center gap-1.5">
        {dots}
        <span className="sr-only">hidden</span>
      </span>
    );
  }
  return (
    <button
      type="button"
      onClick={() => reveal.ask(path)}
      className="text-subtle hover:bg-hover hover:text-fg relative -mx-1 -my-0.5 inline-flex min-h-6 items-center gap-1.5 rounded-sm px-1"
    >
      {dots}
      <span className="sr-only">Reveal {namePath(path)}…</span>
    </button>
  );
}
