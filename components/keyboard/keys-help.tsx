"use client";

import { useRef } from "react";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

import { goKeys, helpKey, listKeys, pageKeys } from "./keys";
import { SingleKeysSwitch } from "./single-keys-switch";

const parts = [
  {
    title: "Anywhere",
    rows: [
      { keys: "⌘K", text: "Search or jump to" },
      { keys: helpKey, text: "These keys" },
    ],
  },
  { title: "Go to", rows: goKeys },
  { title: "In a list", rows: Object.values(listKeys) },
  { title: "On the page", rows: pageKeys },
] as const;

const shown: Readonly<Record<string, string>> = { Enter: "↵" };

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const closeRef = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={closeRef}
      title="What can be done with keys?"
      description="Each control also works with Tab and Enter. A key does nothing where its control is not on the page."
      footer={
        <>
          <SingleKeysSwitch className="mr-auto" />
          <Button ref={closeRef} onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className="mt-4 grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {parts.map(({ title, rows }) => (
          <section key={title}>
            <h3 className="text-subtle text-xs font-medium">{title}</h3>
            <dl className="mt-1">
              {rows.map(({ keys, text }) => (
                <div key={keys} className="flex h-7 items-center justify-between gap-3">
                  <dt className="min-w-0 truncate">{text}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keys.split(" ").map((key) => (
                      <Kbd key={key}>{shown[key] ?? key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
