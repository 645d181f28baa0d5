/** Who acts: a person, or the platform's cron, or nobody in particular at a public door. */
export type Actor =
  | { readonly kind: "person"; readonly id: string; readonly name: string; readonly role: string }
  | { readonly kind: "cron" }
  | { readonly kind: "anyone" };

/** The name that stands in runs and in the audit log. */
export function actorName(actor: Actor): string {
  return actor.kind === "person" ? actor.name : actor.kind;
}
