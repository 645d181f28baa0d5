import type { Role } from "@/lib/auth/roles";

export const roleNames = { viewer: "Viewer", operator: "Operator", admin: "Administrator" } as const satisfies Record<
  Role,
  string
>;

export const roleNotes = {
  viewer: "sees everything, changes nothing",
  operator: "fetches, pauses and replays too",
  admin: "decides about people too",
} as const satisfies Record<Role, string>;
