import Link from "next/link";

import { HealthFoot } from "./health-foot";
import { Logo } from "./logo";
import { NavLinks } from "./nav-links";
import { PersonMenu, type Person } from "./person-menu";

export function Sidebar({ person }: { readonly person: Person }) {
  return (
    <aside className="bg-canvas sticky top-0 flex h-dvh flex-col border-r max-sm:hidden">
      <Link
        href="/"
        className="mx-2 flex h-12 items-center gap-2 rounded-md px-2 text-base font-semibold tracking-[-0.01em] whitespace-nowrap"
      >
        <Logo className="size-5" />
        Kombo Mirror
      </Link>
      <div className="grow overflow-y-auto px-2">
        <NavLinks />
      </div>
      <HealthFoot />
      <PersonMenu person={person} look="row" />
    </aside>
  );
}
