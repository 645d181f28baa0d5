import { access, type Access, mayPass, mayUse } from "@/lib/auth/access";
import { type Role, roles } from "@/lib/auth/roles";
import { type Scope, scopes } from "@/lib/auth/scopes";

/** One line of the table of access, and how it is tried without changing anything. */
export type DoorUnderTest = {
  readonly line: string;
  readonly rule: Access;
  readonly method: string;
  /** With ids that nothing has. */
  readonly path: string;
  /** What whoever may pass is answered. */
  readonly lets: readonly number[];
  /** Whoever calls it is signed out by it. */
  readonly endsSession?: boolean;
};

export type Caller = Role | `${Scope} token` | "signed out" | "wrong bearer" | "cron";

const nowhere = "00000000-0000-4000-8000-000000000000";
const idOfNothing: Readonly<Record<string, string>> = {
  id: nowhere,
  integration: "nobody%3Anothing",
  model: "hris_employees",
  seq: "999999999999",
  token: "no-such-link",
  kind: "no-such-kind",
  "...unknown": "no/such/page",
  "...all": "no-such-path",
};

/** Pages that send whoever may pass on to another one, or are missing by nature. */
const answersOfPages: Readonly<Record<string, readonly number[]>> = { "/settings": [307], "/[...unknown]": [404] };

/** Doors that need more than their address to say something, and those that nobody can try without their deed. */
const exceptions: Readonly<Record<string, Partial<Pick<DoorUnderTest, "path" | "lets" | "endsSession">>>> = {
  "GET /api/audit/export": { path: "/api/audit/export?format=ndjson" },
  "GET /api/records/export": { path: "/api/records/export?format=ndjson&integration=nobody%3Anothing" },
  "GET /api/runs/export": { path: "/api/runs/export?format=ndjson&integration=nobody%3Anothing" },
  "GET /api/webhooks/export": { path: "/api/webhooks/export?format=ndjson&integration=nobody%3Anothing" },
  // A try of our own door, of Kombo and of whoever is told, which the tests have not set.
  "POST /api/connection/test-event": { lets: [200] },
  "POST /api/connection/check-key": { lets: [200] },
  "POST /api/connection/test-alert": { lets: [409] },
  // What Kombo is fetched for anyway; who asks once more joins the runs of the first.
  "POST /api/full-fetch": { lets: [202] },
  "POST /api/account/sessions/end-all": { lets: [200], endsSession: true },
  // Nothing has no history, which is no mistake.
  "GET /api/records/[integration]/[model]/[id]/history": { lets: [200] },
  "GET /api/records/[integration]/[model]/[id]/related": { lets: [200] },
  "GET /api/records/[integration]/[model]/[id]/compare": { lets: [400, 404] },
  "GET /api/runs/[id]/changes": { lets: [200] },
  "GET /api/integrations/[id]/rewind": { lets: [400, 404] },
  "GET /api/retention/[kind]": { lets: [400] },
};

/** Open doors check themselves: what each answers to somebody who brings nothing. */
const answersOfOpenDoors: Readonly<Record<string, readonly number[]>> = {
  "GET /api/auth/[...all]": [404],
  "POST /api/auth/[...all]": [404],
  "POST /api/webhooks/kombo": [401],
  "GET /api/health": [200],
  "GET /api/v1/openapi.json": [200],
  "/join/[token]": [200],
  // Only pages of ours may ask them, and these ask badly.
  "POST /api/auth/sign-in/email": [400],
  "POST /api/auth/sign-in/oidc": [400],
  "POST /api/join": [400],
  // Whoever is signed in is sent on to the overview.
  "/sign-in": [200, 307],
};

/** Every door; throws at a line that nobody has said how to try. */
export function doorsUnderTest(): readonly DoorUnderTest[] {
  return Object.entries<Access>(access).map(([line, rule]) => {
    const { method, address } = readLine(line);
    const path = address.replaceAll(/\[([^\]]+)\]/g, (_, name: string) => {
      const id = idOfNothing[name];
      if (id === undefined) throw new Error(`${line}: no id of nothing is known for [${name}]`);
      return id;
    });
    return { line, rule, method, path, lets: answersOf(line, rule), ...exceptions[line] };
  });
}

/** `GET /api/runs` → its two parts; a page is read. */
function readLine(line: string): { readonly method: string; readonly address: string } {
  const [first = "", second] = line.split(" ");
  return second === undefined ? { method: "GET", address: first } : { method: first, address: second };
}

function answersOf(line: string, rule: Access): readonly number[] {
  if (rule.kind === "open" || rule.kind === "guest") {
    const known = answersOfOpenDoors[line];
    if (!known) throw new Error(`${line}: an open door, and nobody has said what it answers`);
    return known;
  }
  if (line.startsWith("/")) return answersOfPages[line] ?? [200];
  if (!line.startsWith("GET ")) return [400, 404, 409, 422];
  return line.includes("[") ? [404] : [200];
}

/** What this caller is answered there. */
export function expectedStatuses({ line, rule, lets }: DoorUnderTest, caller: Caller): readonly number[] {
  switch (rule.kind) {
    case "open":
    case "guest":
      return lets;
    case "token":
      return answersToToken(rule, caller, lets) ?? [401];
    case "cron":
      return caller === "cron" ? lets : [401];
    case "known":
      return answersToKnown({ line, rule, lets }, caller);
  }
}

function answersToKnown(
  { line, rule, lets }: Pick<DoorUnderTest, "line" | "rule" | "lets">,
  caller: Caller,
): readonly number[] {
  const isPage = line.startsWith("/");
  const toToken = "scope" in rule ? answersToToken(rule, caller, lets) : null;
  if (toToken) return toToken;
  const role = roles.find((one) => one === caller);
  if (role === undefined) return isPage ? [307] : [401];
  if (mayPass(role, rule)) return lets;
  return isPage ? [404] : [403];
}

/** Null for whoever brings no token. */
function answersToToken(rule: Access, caller: Caller, lets: readonly number[]): readonly number[] | null {
  const scope = scopes.find((one) => caller === `${one} token`);
  if (scope === undefined) return null;
  return mayUse(scope, rule) ? lets : [403];
}
