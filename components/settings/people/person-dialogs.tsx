"use client";

import { useState } from "react";

import type { LinkAnswer } from "@/lib/auth/schema/people";

import { CommandDialog } from "./command-dialog";
import { LinkDialog } from "./link-dialog";
import type { AskedOfPerson } from "./person-menu";
import { RoleDialog } from "./role-dialog";

type PersonDialogsProps = { readonly asked: AskedOfPerson | null; readonly onClose: () => void };

/** Beside the table: a command may take its person off the list before it has said what it did. */
export function PersonDialogs({ asked, onClose }: PersonDialogsProps) {
  const [link, setLink] = useState<LinkAnswer | null>(null);
  return (
    <>
      {asked?.command === "role" ? <RoleDialog person={asked.person} onClose={onClose} /> : null}
      {asked !== null && asked.command !== "role" ? (
        <CommandDialog
          person={asked.person}
          command={asked.command}
          onClose={onClose}
          onLink={(answer) => {
            onClose();
            setLink(answer);
          }}
        />
      ) : null}
      {link ? <LinkDialog link={link} onClose={() => setLink(null)} /> : null}
    </>
  );
}
