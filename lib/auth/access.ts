import { hasRole, type Role } from "./roles";
import { hasScope, type Scope } from "./scopes";

/**
 * Who may pass a door.
 * - `open`: anyone; the door checks what it must itself (a signature, a password).
 * - `guest`: anyone, from a page of this site.
 * - `cron`: whoever brings CRON_SECRET.
 * - `known`: a signed-in person with at least this role; where a scope is named, also a token with at least that scope.
 * - `token`: a token with at least this scope, and no session.
 */
export type Access =
  | { readonly kind: "open" }
  | { readonly kind: "guest" }
  | { readonly kind: "cron" }
  | { readonly kind: "known"; readonly role: Role; readonly scope?: Scope }
  | { readonly kind: "token"; readonly scope: Scope };

const open = { kind: "open" } as const satisfies Access;
const guest = { kind: "guest" } as const satisfies Access;
const cron = { kind: "cron" } as const satisfies Access;
const consume = { kind: "token", scope: "read" } as const satisfies Access;
const look = { kind: "known", role: "viewer" } as const satisfies Access;
const operate = { kind: "known", role: "operator", scope: "operate" } as const satisfies Access;
const administer = { kind: "known", role: "admin" } as const satisfies Access;

/**
 * Every door of the product and who may pass it: methods of routes, and pages, by the folder they stand in. A route names
 * its line (`door("GET /api/runs", …)`), a page too (`enterPage("/runs", …)`); tests hold each file under `app/` to it and
 * try each line as every role.
 */
export const access = {
  "GET /api/auth/[...all]": open,
  "POST /api/auth/[...all]": open,
  "POST /api/auth/sign-in/email": guest,
  "POST /api/auth/sign-in/oidc": guest,
  "POST /api/join": guest,
  "POST /api/webhooks/kombo": open,
  "GET /api/health": open,
  "GET /api/cron/full-fetch": cron,
  "GET /api/cron/tick": cron,

  "GET /api/status": look,
  "GET /api/activity": look,
  "GET /api/overview": look,
  "GET /api/connection": look,
  "GET /api/integrations": look,
  "GET /api/integrations/[id]": look,
  "GET /api/integrations/[id]/cutover": look,
  "GET /api/integrations/[id]/rewind": look,
  "GET /api/integrations/[id]/timeline": look,
  "GET /api/drift": look,
  "GET /api/retention": look,
  "GET /api/webhooks": look,
  "GET /api/webhooks/export": look,
  "GET /api/webhooks/types": look,
  "GET /api/webhooks/rejected": look,
  "GET /api/webhooks/replay": look,
  "GET /api/webhooks/[id]": look,
  "GET /api/webhooks/[id]/replay": look,
  "GET /api/runs": look,
  "GET /api/runs/export": look,
  "GET /api/runs/[id]": look,
  "GET /api/runs/[id]/changes": look,
  "GET /api/runs/[id]/review": look,
  "GET /api/records": look,
  "GET /api/records/counts": look,
  "GET /api/records/export": look,
  "GET /api/records/[integration]/[model]/[id]": look,
  "GET /api/records/[integration]/[model]/[id]/history": look,
  "GET /api/records/[integration]/[model]/[id]/compare": look,
  "GET /api/records/[integration]/[model]/[id]/related": look,

  "GET /api/account": look,
  "POST /api/account": look,
  "POST /api/account/password": look,
  "GET /api/account/sessions": look,
  "POST /api/account/sessions/end-all": look,
  "POST /api/account/sessions/[id]/end": look,
  "GET /api/account/sign-ins": look,

  "POST /api/connection/check-key": operate,
  "POST /api/connection/test-event": operate,
  "POST /api/connection/test-alert": operate,
  "POST /api/full-fetch": operate,
  "POST /api/integrations/[id]/full-fetch": operate,
  "POST /api/integrations/[id]/pause": operate,
  "POST /api/integrations/[id]/resume": operate,
  "POST /api/integrations/[id]/settings": operate,
  "POST /api/integrations/[id]/endpoints": operate,
  "POST /api/integrations/[id]/rewind": operate,
  "POST /api/integrations/[id]/ask-sync": operate,
  "POST /api/integrations/[id]/reconnection-link": operate,
  "POST /api/records/[integration]/[model]/[id]/refetch": operate,
  "POST /api/webhooks/replay": operate,
  "POST /api/webhooks/[id]/replay": operate,
  "POST /api/runs/[id]/cancel": operate,
  "POST /api/runs/[id]/retry": operate,
  "POST /api/runs/[id]/review/apply": operate,
  "POST /api/runs/[id]/review/discard": operate,

  "POST /api/records/[integration]/[model]/[id]/reveal": administer,
  "POST /api/changes/[seq]/reveal": administer,
  "GET /api/records/[integration]/[model]/[id]/erasure": administer,
  "POST /api/records/[integration]/[model]/[id]/erasure": administer,
  "POST /api/records/[integration]/[model]/[id]/erasure/lift": administer,
  "POST /api/integrations/[id]/keep": administer,
  "POST /api/integrations/[id]/purge": administer,
  "GET /api/retention/[kind]": administer,
  "POST /api/retention/[kind]": administer,
  "GET /api/erasures": administer,
  "GET /api/audit": administer,
  "GET /api/audit/choices": administer,
  "GET /api/audit/export": administer,
  "GET /api/people": administer,
  "POST /api/people": administer,
  "POST /api/people/[id]/renew": administer,
  "POST /api/people/[id]/withdraw": administer,
  "POST /api/people/[id]/disable": administer,
  "POST /api/people/[id]/enable": administer,
  "POST /api/people/[id]/role": administer,
  "POST /api/people/[id]/reset-password": administer,
  "POST /api/people/[id]/sign-out": administer,
  "POST /api/people/[id]/unlock": administer,

  "GET /api/v1/openapi.json": open,
  "GET /api/v1/integrations": consume,
  "GET /api/v1/records": consume,
  "GET /api/v1/changes": consume,
  "GET /api/v1/runs": consume,

  "GET /api/tokens": administer,
  "POST /api/tokens": administer,
  "POST /api/tokens/[id]/revoke": administer,

  "/sign-in": open,
  "/join/[token]": open,
  "/": look,
  "/[...unknown]": look,
  "/integrations": look,
  "/integrations/[id]": look,
  "/integrations/[id]/runs": look,
  "/integrations/[id]/webhooks": look,
  "/integrations/[id]/records": look,
  "/integrations/[id]/drift": look,
  "/integrations/[id]/timeline": look,
  "/integrations/[id]/settings": look,
  "/webhooks": look,
  "/webhooks/[id]": look,
  "/runs": look,
  "/runs/[id]": look,
  "/records": look,
  "/records/[integration]/[model]/[id]": look,
  "/drift": look,
  "/settings": look,
  "/settings/account": look,
  "/settings/connection": look,
  "/settings/erasures": administer,
  "/settings/audit": administer,
  "/settings/people": administer,
  "/settings/tokens": administer,
  "/settings/api": look,
  "/settings/retention": look,
} as const satisfies Readonly<Record<string, Access>>;

type Line = keyof typeof access;
/** `GET /api/runs` */
export type DoorName = Extract<Line, `${string} /${string}`>;
/** `/runs/[id]` */
export type PageName = Exclude<Line, DoorName>;

/** Whether a signed-in person of this role may pass. */
export function mayPass(role: Role, rule: Access): boolean {
  return rule.kind === "open" || rule.kind === "guest" || (rule.kind === "known" && hasRole(role, rule.role));
}

/** Whether a token of this scope may pass. */
export function mayUse(scope: Scope, rule: Access): boolean {
  if (rule.kind === "open") return true;
  return "scope" in rule && hasScope(scope, rule.scope);
}
