import { expect, test } from "@playwright/test";

import { sign } from "@/lib/kombo/signature";
import { e2eEnvironment } from "@/tests/support/e2e-environment";

const environment = e2eEnvironment();
const { secrets } = environment;
const webhooks = "/api/webhooks/kombo";

test.skip(({ isMobile }) => isMobile, "No page is opened: one viewport is enough");

test.describe("the doors answer by contract", () => {
  const body = JSON.stringify({ id: `http-${Date.now()}`, type: "brand-new", data: {} });
  const signature = sign(Buffer.from(body), secrets.webhookSecret);

  test("a webhook that is forged, unsigned, not JSON or too large is refused with the status of its cause", async ({
    request,
  }) => {
    const post = (data: string, headers: Record<string, string>) =>
      request.post(webhooks, { data: Buffer.from(data), headers: { "content-type": "application/json", ...headers } });
    expect((await post(body, {})).status()).toBe(401);
    expect((await post(body, { "x-kombo-signature": sign(Buffer.from(body), "forged") })).status()).toBe(401);
    expect((await post("{", { "x-kombo-signature": sign(Buffer.from("{"), secrets.webhookSecret) })).status()).toBe(
      400,
    );
    expect((await post(`"${"x".repeat(1_000_001)}"`, { "x-kombo-signature": signature })).status()).toBe(413);
  });

  test("I3, I11: an unknown type is stored and answered 200, a repeat too", async ({ request }) => {
    const deliver = async () => {
      const response = await request.post(webhooks, {
        data: Buffer.from(body),
        headers: { "x-kombo-signature": signature },
      });
      return { status: response.status(), json: await response.json() };
    };
    expect(await deliver()).toMatchObject({ status: 200, json: { outcome: "stored", marked: 0 } });
    expect(await deliver()).toMatchObject({ status: 200, json: { repeated: true } });
  });

  test("cron needs its bearer", async ({ request }) => {
    for (const path of ["/api/cron/tick", "/api/cron/full-fetch"]) {
      expect((await request.get(path)).status(), path).toBe(401);
      expect(
        (await request.get(path, { headers: { authorization: "Bearer wrong-wrong-wrong-wrong" } })).status(),
        path,
      ).toBe(401);
    }
    const authorization = `Bearer ${secrets.cronSecret}`;
    const tick = await request.get("/api/cron/tick", { headers: { authorization } });
    expect(tick.status()).toBe(200);
    expect(await tick.json()).toMatchObject({ slices: expect.any(Number) });
    const fullFetch = await request.get("/api/cron/full-fetch", { headers: { authorization } });
    expect(fullFetch.status()).toBe(200);
    expect((await fullFetch.json()).runs).toBeGreaterThan(20);
  });

  test("signed out, every read and command answers 401 in words, and health tells no detail", async ({ request }) => {
    const [integration] = await environment.kombo("integrations");
    const id = encodeURIComponent(integration?.id ?? "");
    const reads = [
      "status",
      "overview",
      "integrations",
      `integrations/${id}`,
      "webhooks",
      "webhooks/types",
      "webhooks/rejected",
      "runs",
      "records",
      "records/counts",
      `integrations/${id}/rewind`,
      "webhooks/replay",
      "runs/00000000-0000-4000-8000-000000000000/review",
      "people",
      "account",
      "account/sessions",
      "account/sign-ins",
    ];
    for (const path of reads) {
      const response = await request.get(`/api/${path}`);
      expect(response.status(), path).toBe(401);
      expect(await response.json()).toMatchObject({
        error: { code: "unauthorized", message: expect.stringMatching(/Sign in/) },
      });
    }
    const own = { origin: environment.appUrl };
    const uuid = "00000000-0000-4000-8000-000000000000";
    const commands = [
      `integrations/${id}/pause`,
      `integrations/${id}/resume`,
      `integrations/${id}/settings`,
      `integrations/${id}/endpoints`,
      `integrations/${id}/rewind`,
      `records/${id}/hris_employees/x/refetch`,
      "webhooks/replay",
      `webhooks/${uuid}/replay`,
      `runs/${uuid}/review/apply`,
      `runs/${uuid}/review/discard`,
      "people",
      `people/${uuid}/disable`,
      `people/${uuid}/role`,
      `people/${uuid}/reset-password`,
      "account",
      "account/password",
      "account/sessions/end-all",
    ];
    for (const path of commands) {
      expect((await request.post(`/api/${path}`, { data: {}, headers: own })).status(), path).toBe(401);
    }
    expect((await request.post(`/api/integrations/${id}/full-fetch`, { data: {}, headers: own })).status()).toBe(401);
    expect(
      (
        await request.post(`/api/integrations/${id}/full-fetch`, {
          data: {},
          headers: { origin: "https://evil.example" },
        })
      ).status(),
    ).toBe(403);
    expect(await (await request.get("/api/health")).json()).toEqual({ status: "ok" });
  });

  test("of the auth library only what the product uses is there: nobody signs himself up or gets past the audit log", async ({
    request,
  }) => {
    const own = { origin: environment.appUrl };
    const data = { email: "me@example.com", password: "a long enough password", name: "Me" };
    const posts = [
      "sign-up/email",
      "sign-in/social",
      "change-password",
      "change-email",
      "set-password",
      "update-user",
      "delete-user",
      "link-social",
      "unlink-account",
      "revoke-sessions",
      "revoke-session",
      "request-password-reset",
      "reset-password",
      "callback/oidc",
      "sign-in/email/",
    ];
    for (const path of posts) {
      const response = await request.post(`/api/auth/${path}`, { data, headers: own, maxRedirects: 0 });
      expect([404, 308], path).toContain(response.status());
    }
    for (const path of ["ok", "error", "list-sessions", "list-accounts", "callback/github", "verify-email"])
      expect((await request.get(`/api/auth/${path}`)).status(), path).toBe(404);
  });

  test("a page of another site can neither sign in nor join in somebody's browser", async ({ request }) => {
    const foreign = { origin: "https://evil.example" };
    const data = { email: secrets.adminEmail, password: secrets.adminPassword, token: "x" };
    for (const path of ["auth/sign-in/email", "auth/sign-in/oidc", "join"])
      expect((await request.post(`/api/${path}`, { data, headers: foreign })).status(), path).toBe(403);
  });
});
