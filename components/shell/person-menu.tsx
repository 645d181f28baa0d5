"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronsUpDown, GitCompareArrows, LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useRouter } from "next/navigation";

import { Icon } from "@/components/ui/icon";
import { Menu, MenuChoice, MenuItem, MenuLine } from "@/components/ui/menu";
import type { Role } from "@/lib/auth/roles";
import { signOutMutation } from "@/lib/queries/sign-in";

export type Person = { readonly name: string; readonly email: string; readonly role: Role };

const themes = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "As the system", icon: Monitor },
] as const;

type PersonMenuProps = { readonly person: Person; readonly look: "row" | "avatar" };

export function PersonMenu({ person, look }: PersonMenuProps) {
  const { theme = "system", setTheme } = useTheme();
  const router = useRouter();
  const signOut = useMutation(signOutMutation);
  return (
    <Menu trigger={look === "row" ? <PersonRow person={person} /> : <AvatarButton person={person} />}>
      <p className="text-subtle px-2 pt-1.5 pb-1 text-xs">{person.email}</p>
      <MenuLine />
      <MenuChoice label="Theme" value={theme} options={themes} onChange={setTheme} />
      <MenuLine />
      {look === "avatar" ? (
        <MenuItem icon={GitCompareArrows} onSelect={() => router.push("/drift")}>
          Drift
        </MenuItem>
      ) : null}
      <MenuItem icon={Settings} onSelect={() => router.push("/settings")}>
        Settings
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={() => signOut.mutate(undefined, { onSettled: leave })}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

/** A full load, so that nothing of what the person saw stays in memory. */
function leave(): void {
  window.location.assign("/sign-in");
}

function PersonRow({ person, ...trigger }: { readonly person: Person }) {
  return (
    <button
      type="button"
      {...trigger}
      className="hover:bg-hover flex h-12 w-full items-center gap-2 border-t px-4 text-left text-xs focus-visible:outline-offset-[-2px]"
    >
      <Avatar name={person.name} />
      <span className="min-w-0 grow">
        <span className="block truncate font-medium">{person.name}</span>
        <span className="text-subtle block truncate capitalize">{person.role}</span>
      </span>
      <Icon of={ChevronsUpDown} size="sm" className="text-subtle" />
    </button>
  );
}

function AvatarButton({ person, ...trigger }: { readonly person: Person }) {
  return (
    <button type="button" {...trigger} className="-mr-2 grid size-11 place-items-center rounded-md">
      <Avatar name={person.name} />
      <span className="sr-only">{person.name}: theme and sign-out</span>
    </button>
  );
}

function Avatar({ name }: { readonly name: string }) {
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join("");
  return (
    <span
      aria-hidden
      className="bg-active text-muted grid size-6 shrink-0 place-items-center rounded-full text-[10px] font-semibold uppercase"
    >
      {initials}
    </span>
  );
}
