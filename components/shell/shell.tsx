import type { ReactNode } from "react";

import { KeyboardProvider } from "@/components/keyboard/keyboard-provider";
import { PaletteButton } from "@/components/palette/palette-button";

import { BottomBar } from "./bottom-bar";
import { HeaderPerson } from "./header-person";
import { LiveDot } from "./live-dot";
import { LoadAhead } from "./load-ahead";
import { PageToolsProvider } from "./page-tools";
import { PersonProvider } from "./person-context";
import type { Person } from "./person-menu";
import { Sidebar } from "./sidebar";

export function Shell({ person, children }: { readonly person: Person; readonly children: ReactNode }) {
  return (
    <PersonProvider person={person}>
      <KeyboardProvider>
        <div className="grid min-h-dvh grid-cols-[var(--sidebar)_minmax(0,1fr)] max-sm:block">
          <Sidebar person={person} />
          <div className="min-w-0">
            <PageToolsProvider tools={<Tools />}>{children}</PageToolsProvider>
          </div>
        </div>
        <BottomBar />
        <LoadAhead />
      </KeyboardProvider>
    </PersonProvider>
  );
}

function Tools() {
  return (
    <>
      <LiveDot />
      <PaletteButton />
      <HeaderPerson />
    </>
  );
}
