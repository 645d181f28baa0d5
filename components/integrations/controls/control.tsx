"use client";

import { createContext, use } from "react";

/** A command a person may give about one integration; each has a dialog that says what it will do. */
export type Control =
  | { readonly kind: "full_fetch"; readonly endpoint: string | null }
  | { readonly kind: "rewind" | "switch"; readonly endpoint: string }
  | { readonly kind: "pause" | "ask_sync" | "reconnect" | "strategy" | "objectives" };

const ControlContext = createContext<(control: Control) => void>(() => undefined);

export const ControlProvider = ControlContext.Provider;

/** Opens the dialog of a command. */
export function useControl(): (control: Control) => void {
  return use(ControlContext);
}
