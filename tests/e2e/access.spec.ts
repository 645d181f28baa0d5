import { expect, type APIRequestContext, request as playwrightRequest, test } from "@playwright/test";
import { randomUUID } from "node:crypto";

import { roles } from "@/lib/auth/roles";
import { createdTokenSchema } from "@/lib/auth/schema/tokens";
import { scopes } from "@/lib/auth/scopes";
import { createPerson } from "@/tests/support/create-person";
import { type Caller, type DoorUnderTest, doorsUnderTest, expectedStatuses } from "@/tests/support/doors-under-test";
import { e2eEnvironment } from "@/tests/support/e2e-environment";

const { appUrl, kombo, secrets } = e2eEnvironment();
const callers: readonly Caller[] = ["signed out", "wrong bearer", "cron", "read token", "operate token", ...roles];

test.skip(({ isMobile }) => isMobile, "No page is opened: one viewport is enough");

let headersOf: ReadonlyMap<Caller, Record<string, string>>;
let context: APIRequestContext;
test.beforeAll(async () => {
  context = await playwrightRequest.newContext({ baseURL: appUrl });
  headersOf = await readCallers();
});
test.afterAll(() => context.dispose());

/** What each caller brings; with people of their own. */
async function readCallers(): Promise<ReadonlyMap<Caller, Record<string, string>>> {
  const databaseUrl = await kombo("databaseUrl");
  const cookies = roles.map(async (role) => {
    const { cookie } = await createPerson(role, { databaseUrl, authSecret: secrets.authSecret });
    return [role, { cookie: `${cookie.name}=${cookie.value}` }] as const;
  });
  const people = new Map(await Promise.all(cookies));
  const tokens = scopes.map(async (scope) => {
    const data = { name: `${scope} ${randomUUID()}`, scope };
    const response = await context.post("/api/tokens", { data, headers: { origin: appUrl, ...people.get("admin") } });
    const { token } = createdTokenSchema.parse(await response.json());
    return [`${scope} token`, { authorization: `Bearer ${token}` }] as const;
  });
  return new Map<Caller, Record<string, string>>([
    ...people,
    ...(await Promise.all(tokens)),
    ["signed out", {}],
    ["wrong bearer", { authorization: "Bearer wrong-wrong-wrong-wrong-wrong" }],
    ["cron", { authorization: `Bearer ${secrets.cronSecret}` }],
  ]);
}

/** A list where every door that reads a body wants an object. */
const harmless = "[]";

async function call(door: DoorUnderTest, headers: Record<string, string>) {
  const isReading = door.method === "GET";
  const response = await context.fetch(door.path, {
    method: door.method,
    maxRedirects: 0,
    headers: { ...headers, ...(isReading ? {} : { "content-type": "application/json" }) },
    ...(isReading ? {} : { data: Buffer.from(harmless) }),
  });
  return { status: response.status(), headers: response.headers(), text: await response.text() };
}

for (const door of doorsUnderTest()) {
  test(`${door.line} lets in whom the table of access names, and nobody else`, async () => {
    const headers = door.endsSession ? await readCallers() : headersOf;
    for (const caller of callers) {
      const { status, text } = await call(door, { origin: appUrl, ...headers.get(caller) });
      expect(expectedStatuses(door, caller), `${caller} was answered ${status}: ${text.slice(0, 300)}`).toContain(
        status,
      );
    }
  });
}

test("a page that asks for a sign-in remembers where somebody wanted to go", async () => {
  for (const door of doorsUnderTest().filter(({ line, rule }) => line.startsWith("/") && rule.kind === "known")) {
    const { headers } = await call(door, {});
    expect(headers["location"], door.line).toMatch(/^\/sign-in\?next=%2F/);
  }
});

test("no change is made for a page of another site, nor for a request that says not where it comes from", async () => {
  const admin = headersOf.get("admin") ?? {};
  const changes = doorsUnderTest().filter(
    ({ method, rule }) => method !== "GET" && (rule.kind === "known" || rule.kind === "guest"),
  );
  expect(changes.length).toBeGreaterThan(15);
  const host = new URL(appUrl).host;
  for (const door of changes) {
    const strangers: readonly Record<string, string>[] = [
      {},
      { origin: "null" },
      { origin: "https://evil.example" },
      { origin: `http://rebound.example:${new URL(appUrl).port}` },
      { origin: `https://${host}` },
      { origin: appUrl, "sec-fetch-site": "cross-site" },
    ];
    for (const stranger of strangers) {
      const { status } = await call(door, { ...admin, ...stranger });
      expect(status, `${door.line} for ${JSON.stringify(stranger)}`).toBe(403);
    }
  }
});

test("a forged Host does not make its site one of ours", async () => {
  const headers = { ...headersOf.get("admin"), origin: "http://evil.example", host: "evil.example" };
  const [door] = doorsUnderTest().filter(({ line }) => line === "POST /api/integrations/[id]/pause");
  if (!door) throw new Error("The table has no such door");
  expect((await call(door, headers)).status).toBe(403);
});

test("every answer says once that it is nobody else's to keep, to frame, to guess or to load from", async () => {
  for (const door of doorsUnderTest()) {
    const { headers } = await call(door, { origin: appUrl });
    expect(headers, door.line).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
    });
    expect(headers["cache-control"], door.line).toMatch(door.path.startsWith("/api/") ? /^no-store$/ : /no-store/);
    expect(headers["content-security-policy"], door.line).toMatch(
      door.path.startsWith("/api/")
        ? /^default-src 'none'; frame-ancestors 'none'$/
        : /'nonce-[\w+/]{22}==' 'strict-dynamic'/,
    );
  }
});

const nonceOf = (policy = "") => /'nonce-([^']+)'/.exec(policy)?.[1];

test("a nonce is good for one page", async () => {
  const [door] = doorsUnderTest().filter(({ line }) => line === "/sign-in");
  if (!door) throw new Error("The table has no such door");
  const [first, second] = [await call(door, {}), await call(door, { "x-nonce": "forged" })];
  const nonces = [first, second].map(({ headers }) => nonceOf(headers["content-security-policy"]));
  expect(new Set(nonces).size).toBe(2);
  expect(second.text).not.toContain("forged");
  const scripts = [...first.text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  expect(scripts.filter((tag) => !tag.includes(`nonce="${nonces[0] ?? ""}"`))).toEqual([]);
});
