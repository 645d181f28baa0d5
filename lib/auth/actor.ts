import type { Role } from "./roles";
import type { Masking, Scope } from "./scopes";

/**
 * Who acts: a person, a program with a token, the platform's cron, whoever has the server and gives it a command, or
 * nobody in particular at an open door.
 */
export type Actor =
  | { readonly kind: "person"; readonly id: string; readonly name: string; readonly role: Role }
  | {
      readonly kind: "token";
      readonly id: string;
      readonly name: string;
      readonly scope: Scope;
      readonly masking: Masking;
    }
  | { readonly kind: "cron" }
  | { readonly kind: "server" }
  | { readonly kind: "anyone" };

/** The name that stands in runs and in the audit log. */
export function actorName(actor: Actor): string {
  if (actor.kind === "token") return `token ${actor.name}`;
  return actor.kind === "person" ? actor.name : actor.kind;
}
