"use client";

import type { ReactNode } from "react";

import { access, type DoorName, mayPass } from "@/lib/auth/access";

import { usePerson } from "./person-context";

type MayProps = { readonly door: DoorName; readonly children: ReactNode };

/** Shown only to whoever may pass the door behind it: what they may not do is absent, not broken. */
export function May({ door, children }: MayProps): ReactNode {
  const person = usePerson();
  return person !== null && mayPass(person.role, access[door]) ? children : null;
}
