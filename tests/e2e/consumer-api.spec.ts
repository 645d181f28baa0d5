import type { APIRequestContext } from "@playwright/test";
import type { z } from "zod";

import { changePageSchema, problemSchema, recordPageSchema } from "@/lib/consumer/schema";
import { hireEmployee, uniqueWord } from "@/tests/support/e2e-people";
import { expect, signedOut, test } from "@/tests/support/e2e-test";
import { createToken } from "@/tests/support/e2e-tokens";

test.skip(({ isMobile }) => isMobile, "No page is opened: one viewport is enough");

type Answer<Schema extends z.ZodType> = { readonly schema: Schema; readonly query?: Readonly<Record<string, string>> };

async function read<Schema extends z.ZodType>(
  program: APIRequestContext,
  path: string,
  { schema, query = {} }: Answer<Schema>,
): Promise<z.output<Schema>> {
  const response = await program.get(`${path}?${new URLSearchParams(query)}`);
  expect(response.status(), await response.text()).toBe(200);
  return schema.parse(await response.json());
}

test("over HTTP: a listing and the feed from its cursor keep a copy in step with what happens in Kombo", async ({
  page,
  kombo,
  playwright,
  environment,
}) => {
  const { token } = await createToken(page, { scope: "read", masking: "none" });
  const program = await playwright.request.newContext({
    baseURL: environment.appUrl,
    storageState: signedOut,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const copy = new Map<string, unknown>();
  let listing = await read(program, "/api/v1/records", { schema: recordPageSchema, query: { limit: "500" } });
  const start = listing.feed_cursor;
  for (;;) {
    for (const record of listing.rows) copy.set(`${record.model} ${record.kombo_id}`, record.data);
    if (listing.next === null) break;
    const query = { limit: "500", cursor: listing.next };
    listing = await read(program, "/api/v1/records", { schema: recordPageSchema, query });
    expect(listing.feed_cursor).toBe(start);
  }
  expect(copy.size).toBeGreaterThan(200);

  let cursor = start;
  async function follow(): Promise<void> {
    for (let hasMore = true; hasMore;) {
      const query = { cursor, expand: "record", limit: "50" };
      const feed = await read(program, "/api/v1/changes", { schema: changePageSchema, query });
      for (const change of feed.rows) {
        const key = `${change.model} ${change.kombo_id}`;
        if (change.record && change.record.deleted_at === null) copy.set(key, change.record.data);
        else copy.delete(key);
      }
      ({ next: cursor, has_more: hasMore } = feed);
    }
  }
  const hired = await hireEmployee({ page, kombo });
  const key = `hris_employees ${hired.komboId}`;
  await expect
    .poll(async () => {
      await follow();
      return copy.get(key);
    })
    .toMatchObject({ display_full_name: hired.name, work_email: hired.email });

  const title = `Keeper of ${uniqueWord()}`;
  const target = { model: "hris_employees", remoteId: hired.remoteId };
  await kombo("mutate", hired.integration.id, { kind: "update", ...target, fields: { job_title: title } });
  await expect
    .poll(async () => {
      await follow();
      return copy.get(key);
    })
    .toMatchObject({ job_title: title });
  await kombo("mutate", hired.integration.id, { kind: "delete", ...target });
  await expect
    .poll(async () => {
      await follow();
      return copy.has(key);
    })
    .toBe(false);
  await program.dispose();
});

test("refusals are problems that name what is wrong; a session is no token; no other site may read", async ({
  page,
  playwright,
  environment,
}) => {
  const { token } = await createToken(page, { scope: "read" });
  const program = await playwright.request.newContext({ baseURL: environment.appUrl, storageState: signedOut });
  const headers = { authorization: `Bearer ${token}`, origin: "https://elsewhere.example" };
  const refuse = async (path: string, status: number) => {
    const response = await program.get(path, { headers });
    expect(response.status(), path).toBe(status);
    expect(response.headers()["content-type"]).toBe("application/problem+json");
    return problemSchema.parse(await response.json());
  };
  const fields = async (path: string) => (await refuse(path, 400)).errors?.map(({ field }) => field);
  expect(await fields("/api/v1/records?limit=0&modl=hris_employees")).toEqual(["limit", "modl"]);
  expect(await fields("/api/v1/changes?cursor=garbage")).toEqual(["cursor"]);
  expect(await fields("/api/v1/runs?integration=nobody:x")).toEqual(["integration"]);
  const foreign = Buffer.from(
    JSON.stringify(["changes.1", "00000000-0000-4000-8000-000000000000", "5", "5", "2026-01-01T00:00:00.000Z"]),
  ).toString("base64url");
  const expired = await refuse(`/api/v1/changes?cursor=${foreign}`, 410);
  expect(expired).toMatchObject({
    type: "urn:kombo-mirror:problem:cursor_expired",
    detail: expect.stringMatching(/Start over/),
  });

  for (const path of ["integrations", "records", "changes", "runs"]) {
    const anonymous = await program.get(`/api/v1/${path}`);
    expect(anonymous.status()).toBe(401);
    expect(anonymous.headers()["www-authenticate"]).toBe("Bearer");
    expect((await page.request.get(`/api/v1/${path}`)).status(), "with a session").toBe(401);
    const answer = await program.get(`/api/v1/${path}`, { headers });
    expect(answer.status()).toBe(200);
    expect(Object.keys(answer.headers()).filter((name) => name.startsWith("access-control"))).toEqual([]);
  }
  const document = await (await program.get("/api/v1/openapi.json")).json();
  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: environment.appUrl }] });
  await program.dispose();
});
