import type { Role } from "./roles";

/** Who acts: a person, or the platform's cron, or nobody in particular at an open door. */
export type Actor =
  | { readonly kind: "person"; readonly id: string; readonly name: string; readonly role: Role }
  | { readonly kind: "cron" }
  | { readonly kind: "anyone" };

/** The name that stands in runs and in the audit log. */
export function actorName(actor: Actor): string {
  return actor.kind === "person" ? actor.name : actor.kind;
}
