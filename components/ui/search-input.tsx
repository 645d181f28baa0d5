"use client";

import { Search, X } from "lucide-react";
import { useRef, useState } from "react";

import { Icon } from "./icon";
import { Kbd } from "./kbd";

type SearchInputProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

const typingPauseMs = 250;

/** Searches the list it stands above. */
export function SearchInput({ label, value, onChange }: SearchInputProps) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [draft, setDraft] = useState(value);
  const [lastValue, setLastValue] = useState(value);
  if (value !== lastValue) {
    setLastValue(value);
    setDraft(value);
  }

  function change(text: string, pauseMs: number): void {
    setDraft(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setLastValue(text);
      onChange(text);
    }, pauseMs);
  }

  return (
    <div className="border-border-strong bg-surface focus-within:border-accent focus-within:outline-accent relative flex h-8 w-66 max-w-full items-center rounded-md border pl-2 focus-within:outline-2 max-sm:h-11 max-sm:w-full max-sm:shrink-0">
      <Icon of={Search} size="sm" className="text-subtle" />
      <input
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={draft}
        onChange={(event) => change(event.target.value, typingPauseMs)}
        onKeyDown={(event) => {
          if (event.key === "Escape") change("", 0);
          if (event.key === "Enter") change(draft, 0);
        }}
        className="placeholder:text-subtle h-full min-w-0 grow bg-transparent px-2 outline-none max-sm:text-lg [&::-webkit-search-cancel-button]:hidden"
      />
      {draft === "" ? (
        <span className="pr-1.5">
          <Kbd>/</Kbd>
        </span>
      ) : (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => change("", 0)}
          className="text-subtle hover:bg-hover hover:text-fg mr-1 grid size-6 place-items-center rounded-sm max-sm:size-9"
        >
          <Icon of={X} size="sm" />
        </button>
      )}
    </div>
  );
}
