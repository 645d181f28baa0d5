"use client";

import { Ellipsis, UserCog } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { LinkAnswer, PersonRow } from "@/lib/auth/schema/people";
import type { PersonCommandName } from "@/lib/queries/people";

import { CommandDialog } from "./command-dialog";
import { LinkDialog } from "./link-dialog";
import { commandKeys, personCommands } from "./person-commands";
import { RoleDialog } from "./role-dialog";

type PersonActionsProps = { readonly person: PersonRow; readonly isOwn: boolean };

export function PersonActions({ person, isOwn }: PersonActionsProps) {
  const [asked, setAsked] = useState<PersonCommandName | "role" | null>(null);
  const [link, setLink] = useState<LinkAnswer | null>(null);
  const offered = commandKeys.filter((key) => personCommands[key].isOffered(person, isOwn));
  const close = () => setAsked(null);
  return (
    <>
      <Menu
        trigger={
          <Button look="ghost" size="icon-sm" aria-label={`Actions for ${person.name}`} className="max-sm:-mr-2.5">
            <Icon of={Ellipsis} />
          </Button>
        }
      >
        <MenuItem icon={UserCog} onSelect={() => setAsked("role")}>
          Change role…
        </MenuItem>
        {offered.map((key) => (
          <MenuItem key={key} icon={personCommands[key].icon} onSelect={() => setAsked(key)}>
            {personCommands[key].label}
          </MenuItem>
        ))}
      </Menu>
      {asked === "role" ? <RoleDialog person={person} onClose={close} /> : null}
      {asked !== null && asked !== "role" ? (
        <CommandDialog
          person={person}
          command={asked}
          onClose={close}
          onLink={(answer) => {
            close();
            setLink(answer);
          }}
        />
      ) : null}
      {link ? <LinkDialog link={link} onClose={() => setLink(null)} /> : null}
    </>
  );
}
