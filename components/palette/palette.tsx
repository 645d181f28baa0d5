"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";

import { usePerson } from "@/components/shell/person-context";
import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import { Mark } from "@/components/ui/mark";

import type { Entry } from "./entries";
import { Highlighted } from "./highlighted";
import { useFound } from "./use-found";

const pauseMs = 200;

type PaletteProps = { readonly onClose: () => void; readonly onHelp: () => void };

/** Finds ids, names, e-mails, pages and what can be done with an integration. */
export function Palette({ onClose, onHelp }: PaletteProps) {
  const router = useRouter();
  const person = usePerson();
  const [text, setText] = useState("");
  const typed = text.trim();
  /** What arrows or the pointer chose; whatever is found later, Enter opens the first until then. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [isChoosing, setIsChoosing] = useState(false);
  const { groups, isSearching } = useFound({ typed, asked: useAfterPause(typed), role: person?.role ?? "viewer" });

  const first = groups[0]?.entries[0]?.id ?? "";

  function type(next: string): void {
    setText(next);
    setIsChoosing(false);
  }

  function open({ href }: Entry): void {
    onClose();
    router.push(href);
  }

  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="bg-overlay fixed inset-0 z-40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="rise bg-raised fixed top-4 left-1/2 z-40 w-[min(640px,calc(100vw-32px))] -translate-x-1/2 overflow-hidden rounded-xl shadow-xl outline-none sm:top-[14vh]"
        >
          <Dialog.Title className="sr-only">Search or jump to</Dialog.Title>
          <Command
            label="Search or jump to"
            shouldFilter={false}
            loop
            value={isChoosing && chosen !== null ? chosen : first}
            onValueChange={setChosen}
            onKeyDown={({ key }) => {
              if (key.startsWith("Arrow") || key === "Home" || key === "End") setIsChoosing(true);
            }}
            onPointerMove={() => setIsChoosing(true)}
          >
            <div className="flex h-13 items-center gap-3 border-b px-4">
              <Icon of={Search} className="text-subtle" />
              <Command.Input
                value={text}
                onValueChange={type}
                placeholder="Name, e-mail, id, page"
                className="placeholder:text-subtle h-full min-w-0 grow bg-transparent text-lg outline-none"
              />
              <Kbd>esc</Kbd>
            </div>
            <Command.List className="max-h-[min(480px,60dvh)] overflow-y-auto p-2">
              <Command.Empty className="text-subtle px-2 py-2">
                {isSearching ? "Searching…" : "Nothing has that name or id."}
              </Command.Empty>
              {groups.map(({ title, entries }) => (
                <Command.Group
                  key={title}
                  heading={title}
                  className="[&_[cmdk-group-heading]]:text-subtle mb-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs"
                >
                  {entries.map((entry) => (
                    <PaletteLine key={entry.id} entry={entry} query={typed} onSelect={() => open(entry)} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
          <footer className="bg-canvas text-subtle flex items-center gap-4 border-t px-4 py-2 text-xs max-sm:hidden">
            <span className="flex items-center gap-1.5">
              <Kbd>↑</Kbd>
              <Kbd>↓</Kbd> move
            </span>
            <span className="flex items-center gap-1.5">
              <Kbd>↵</Kbd> open
            </span>
            <button type="button" onClick={onHelp} className="hover:text-fg ml-auto rounded-sm">
              All keys
            </button>
          </footer>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type PaletteLineProps = { readonly entry: Entry; readonly query: string; readonly onSelect: () => void };

function PaletteLine({ entry: { id, label, note, icon }, query, onSelect }: PaletteLineProps) {
  return (
    <Command.Item
      value={id}
      onSelect={onSelect}
      className="data-[selected=true]:bg-active flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 max-sm:h-11"
    >
      {icon === null ? <Mark name={label} /> : <Icon of={icon} className="text-subtle mx-0.5" />}
      <span className="min-w-0 truncate font-medium">
        <Highlighted text={label} query={query} />
      </span>
      <span className="text-muted min-w-0 shrink-[2] truncate">{note}</span>
    </Command.Item>
  );
}

/** The text once it has stood still, so that not every letter asks the server. */
function useAfterPause(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
