"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";

import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/format";

import { Icon } from "./icon";
import { buildJsonLines, listFoldedAtFirst, type JsonLine, type JsonPart } from "./json-lines";

const partLooks = {
  key: "text-fg",
  string: "text-success-fg",
  literal: "text-info-fg",
  mark: "text-subtle",
} as const satisfies Record<JsonPart["kind"], string>;

/** JSON to read: numbered lines, objects and lists fold. */
export function JsonView({ value, label }: { readonly value: unknown; readonly label: string }) {
  const [folded, setFolded] = useState(() => listFoldedAtFirst(value));
  const lines = buildJsonLines(value, folded);

  function toggle(path: string): void {
    const rest = [...folded].filter((other) => other !== path);
    setFolded(new Set(folded.has(path) ? rest : [...rest, path]));
  }

  return (
    <section
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reachable by keyboard
      tabIndex={0}
      className="mono bg-canvas max-h-[32rem] overflow-auto py-3 leading-6 focus-visible:outline-offset-[-2px]"
    >
      {lines.map((line, index) => (
        <JsonLineRow key={line.path} line={line} number={index + 1} onToggle={() => toggle(line.path)} />
      ))}
    </section>
  );
}

type JsonLineRowProps = { readonly line: JsonLine; readonly number: number; readonly onToggle: () => void };

function JsonLineRow({ line, number, onToggle }: JsonLineRowProps) {
  return (
    <div className="relative min-w-max pr-4 pl-15 whitespace-pre">
      <span aria-hidden className="text-subtle absolute left-0 w-8.5 text-right select-none">
        {number}
      </span>
      {line.opens === null ? null : (
        <button
          type="button"
          aria-expanded={!line.isFolded}
          aria-label={`${line.isFolded ? "Unfold" : "Fold"} ${formatCount(line.opens, "entry", "entries")}`}
          onClick={onToggle}
          className="text-subtle hover:bg-active hover:text-fg absolute left-9 grid size-6 place-items-center rounded-sm"
        >
          <Icon of={line.isFolded ? ChevronRight : ChevronDown} size="xs" />
        </button>
      )}
      {"  ".repeat(line.depth)}
      {line.parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts of a line have no identity but their place
        <span key={index} className={cn(partLooks[part.kind])}>
          {part.text}
        </span>
      ))}
    </div>
  );
}
