"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";

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

  useEffect(() => () => clearTimeout(timer.current), []);

  function search(text: string): void {
    clearTimeout(timer.current);
    setDraft(text);
    setLastValue(text);
    if (text !== value) onChange(text);
  }

  function searchSoon(text: string): void {
    clearTimeout(timer.current);
    setDraft(text);
    timer.current = setTimeout(() => search(text), typingPauseMs);
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
        onChange={(event) => searchSoon(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") search("");
          if (event.key === "Enter") search(draft);
        }}
        // Before what was pressed elsewhere leads to another page: an address that is written then would call it back.
        onBlur={() => search(draft)}
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
          onClick={() => search("")}
          className="text-subtle hover:bg-hover hover:text-fg mr-1 grid size-6 place-items-center rounded-sm max-sm:size-9"
        >
          <Icon of={X} size="sm" />
        </button>
      )}
    </div>
  );
}
