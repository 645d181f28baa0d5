import { expect, test } from "@playwright/test";

import { e2eEnvironment } from "@/tests/support/e2e-environment";

const environment = e2eEnvironment();
const { secrets } = environment;
const nobody = "00000000-0000-4000-8000-000000000000";

test.skip(({ isMobile }) => isMobile, "No page is opened: one viewport is enough");

test("commands over HTTP: an operator gets what was done, and bad input by the name of its field", async ({
  request,
}) => {
  const origin = environment.appUrl;
  const headers = { origin };
  const signIn = await request.post("/api/auth/sign-in/email", {
    data: { email: secrets.adminEmail, password: secrets.adminPassword },
    headers,
  });
  expect(signIn.status()).toBe(200);
  const integrations = await environment.kombo("integrations");
  const hris = integrations.find(({ category }) => category === "HRIS");
  const own = `integrations/${encodeURIComponent(hris?.id ?? "")}`;
  const post = async (path: string, data: object = {}) => {
    const response = await request.post(`/api/${path}`, { data, headers });
    return { status: response.status(), json: await response.json() };
  };
  const get = async (path: string) => {
    const response = await request.get(`/api/${path}`);
    return { status: response.status(), json: await response.json() };
  };

  expect(await post(`${own}/pause`)).toMatchObject({ status: 200, json: { pausedAt: expect.any(String) } });
  expect(await post(`${own}/resume`)).toMatchObject({ status: 200, json: { pausedAt: null } });
  expect(await post("integrations/no:such/pause")).toMatchObject({
    status: 404,
    json: { error: { code: "not_found" } },
  });
  expect(await post(`${own}/settings`, { legacyEvents: "act" })).toMatchObject({
    status: 200,
    json: { strategy: "changed_models", legacyEvents: "act" },
  });
  expect(await post(`${own}/settings`, { strategy: "none" })).toMatchObject({
    status: 400,
    json: { error: { message: expect.stringMatching(/^strategy: /) } },
  });
  expect(await post(`${own}/endpoints`, { disable: ["/hris/timesheets"], dryRun: true })).toMatchObject({
    status: 200,
    json: { dryRun: true, endpoints: [{ endpoint: "/hris/timesheets", effect: "stopped" }] },
  });
  expect(await post(`${own}/endpoints`, { enable: ["/hris/nonsense"] })).toMatchObject({
    status: 400,
    json: { error: { message: expect.stringMatching(/^enable: /) } },
  });

  const to = new Date(Date.now() - 3_600_000).toISOString();
  const query = new URLSearchParams({ endpoint: "/hris/absence-types", to });
  expect(await get(`${own}/rewind?${query}`)).toMatchObject({ status: 200, json: { to, becomesFullFetch: false } });
  expect(await get(`${own}/rewind?endpoint=/hris/absence-types`)).toMatchObject({ status: 400 });
  expect(await post(`${own}/rewind`, { endpoint: "/hris/absence-types", to })).toMatchObject({
    status: 200,
    json: { to },
  });

  const [record] = (await get(`records?integration=${encodeURIComponent(hris?.id ?? "")}&model=hris_employees`)).json
    .rows;
  const refetch = `records/${encodeURIComponent(hris?.id ?? "")}/hris_employees/${record.komboId}/refetch`;
  const refetched = await post(refetch);
  expect(refetched).toMatchObject({ status: 202, json: { run: { id: expect.any(String) } } });
  await expect.poll(async () => (await get(`runs/${refetched.json.run.id}`)).json.state).toBe("succeeded");
  expect((await get(`runs/${refetched.json.run.id}`)).json.wantedIds).toEqual([
    { komboId: record.komboId, outcome: "present" },
  ]);

  expect(await get("webhooks/replay?type=data-changed")).toMatchObject({ status: 200, json: { max: 10_000 } });
  expect(await get("webhooks/replay?from=yesterday")).toMatchObject({
    status: 400,
    json: { error: { message: expect.stringMatching(/^from: /) } },
  });
  expect(await post("webhooks/replay", { integration: "no:such" })).toMatchObject({
    status: 202,
    json: { replayed: 0, skipped: 0, endpoints: 0 },
  });
  expect(await post(`webhooks/${nobody}/replay`)).toMatchObject({ status: 404 });
  expect(await get(`runs/${nobody}/review`)).toMatchObject({ status: 404 });
  expect(await get(`runs/${refetched.json.run.id}/review`)).toMatchObject({ status: 409 });
  expect(await post(`runs/${nobody}/review/apply`)).toMatchObject({ status: 404 });
  expect(await post(`runs/${nobody}/review/discard`)).toMatchObject({ status: 404 });
  expect(await post("runs/not-an-id/review/apply")).toMatchObject({
    status: 400,
    json: { error: { message: expect.stringMatching(/^id: /) } },
  });
});
