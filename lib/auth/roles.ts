/** In order: each may do what those before it may. */
export const roles = ["viewer", "operator", "admin"] as const;
export type Role = (typeof roles)[number];

/** What is stored as text; anything unknown is the least. */
export function readRole(text: unknown): Role {
  return roles.find((role) => role === text) ?? "viewer";
}

export function hasRole(role: Role, atLeast: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(atLeast);
}
