"use client";

import { createContext, use, type ReactNode } from "react";

const ToolsContext = createContext<ReactNode>(null);

type PageToolsProviderProps = { readonly tools: ReactNode; readonly children: ReactNode };

/** What stands in the head of every page is the shell's: once for all of them, also for those of an error. */
export function PageToolsProvider({ tools, children }: PageToolsProviderProps) {
  return <ToolsContext value={tools}>{children}</ToolsContext>;
}

export function PageTools() {
  return use(ToolsContext);
}
