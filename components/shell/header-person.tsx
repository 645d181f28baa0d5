"use client";

import { usePerson } from "./person-context";
import { PersonMenu } from "./person-menu";

/** The person on a phone, where there is no sidebar. */
export function HeaderPerson() {
  const person = usePerson();
  if (!person) return null;
  return (
    <span className="sm:hidden">
      <PersonMenu person={person} look="avatar" />
    </span>
  );
}
