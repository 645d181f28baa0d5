"use client";

import dynamic from "next/dynamic";
import { createContext, use, useCallback, useState, type ReactNode } from "react";

import { useKeys } from "./use-keys";

// Loaded with the first need: nothing of it is on a page that is opened.
const Palette = dynamic(async () => (await import("@/components/palette/palette")).Palette);
const KeysHelp = dynamic(async () => (await import("./keys-help")).KeysHelp);

const PaletteContext = createContext<() => void>(() => undefined);

/** Opens the palette from a button. */
export function useOpenPalette(): () => void {
  return use(PaletteContext);
}

export function KeyboardProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const openPalette = useCallback(() => setOpen("palette"), []);
  const openHelp = useCallback(() => setOpen("help"), []);
  const close = useCallback(() => setOpen(null), []);
  useKeys({ onPalette: openPalette, onHelp: openHelp });
  return (
    <PaletteContext value={openPalette}>
      {children}
      {open === "palette" ? <Palette onClose={close} onHelp={openHelp} /> : null}
      {open === "help" ? <KeysHelp onClose={close} /> : null}
    </PaletteContext>
  );
}
