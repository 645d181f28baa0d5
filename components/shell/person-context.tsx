"use client";

import { createContext, use, type ReactNode } from "react";

import type { Person } from "./person-menu";

const PersonContext = createContext<Person | null>(null);

export function PersonProvider({ person, children }: { readonly person: Person; readonly children: ReactNode }) {
  return <PersonContext value={person}>{children}</PersonContext>;
}

export function usePerson(): Person | null {
  return use(PersonContext);
}
