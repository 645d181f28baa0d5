import { AppError } from "@/lib/errors";

/** Who acts: a person, or the platform's cron, or nobody in particular at a public door. */
export type Actor =
  | { readonly kind: "person"; readonly id: string; readonly name: string; readonly role: string }
  | { readonly kind: "cron" }
  | { readonly kind: "anyone" };

/** The name that stands in runs and in the audit log. */
export function actorName(actor: Actor): string {
  return actor.kind === "person" ? actor.name : actor.kind;
}

/** People who may act, and not only look. */
const operatingRoles: readonly string[] = ["operator", "admin"];

/** Commands are for operators and administrators; a viewer is told whom to ask. */
export function assertOperator(actor: Actor): void {
  if (actor.kind === "person" && operatingRoles.includes(actor.role)) return;
  throw new AppError("forbidden", "You may look, but not change anything. Ask an administrator for the operator role.");
}
