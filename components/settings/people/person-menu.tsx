"use client";

import { Ellipsis, UserCog } from "lucide-react";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { PersonRow } from "@/lib/auth/schema/people";
import type { PersonCommandName } from "@/lib/queries/people";

import { commandKeys, personCommands } from "./person-commands";

/** A command, and the person as they were when it was chosen. */
export type AskedOfPerson = { readonly person: PersonRow; readonly command: PersonCommandName | "role" };

type PersonMenuProps = {
  readonly person: PersonRow;
  readonly isOwn: boolean;
  readonly onAsk: (asked: AskedOfPerson) => void;
};

/** What may be done about one person. */
export function PersonMenu({ person, isOwn, onAsk }: PersonMenuProps) {
  const offered = commandKeys.filter((key) => personCommands[key].isOffered(person, isOwn));
  return (
    <Menu
      trigger={
        <Button look="ghost" size="icon-sm" aria-label={`Actions for ${person.name}`} className="max-sm:-mr-2.5">
          <Icon of={Ellipsis} />
        </Button>
      }
    >
      <MenuItem icon={UserCog} onSelect={() => onAsk({ person, command: "role" })}>
        Change role…
      </MenuItem>
      {offered.map((key) => (
        <MenuItem key={key} icon={personCommands[key].icon} onSelect={() => onAsk({ person, command: key })}>
          {personCommands[key].label}
        </MenuItem>
      ))}
    </Menu>
  );
}
