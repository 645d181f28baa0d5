"use client";

import { RadioRows } from "@/components/ui/radio-rows";
import { roles, type Role } from "@/lib/auth/roles";

import { roleNames, roleNotes } from "./person-names";

const options = roles.map((value) => ({ value, label: roleNames[value], note: roleNotes[value] }));

type RoleChoiceProps = { readonly value: Role; readonly onChange: (role: Role) => void };

export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  return <RadioRows label="Role" value={value} options={options} onChange={onChange} />;
}
