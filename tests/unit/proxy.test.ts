import { NextRequest } from "next/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

async function answer(path: string, { appUrl = "https://mirror.example.com", method = "GET" } = {}) {
  vi.stubEnv("APP_URL", appUrl);
  vi.resetModules();
  const { proxy } = await import("@/proxy");
  return proxy(new NextRequest(`http://internal:3000${path}`, { method }));
}

beforeEach(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://user:pw@db.example.com/mirror");
  vi.stubEnv("AUTH_SECRET", "of the tests, and long enough for anybody");
});
afterEach(() => vi.unstubAllEnvs());

describe("a page", () => {
  it("is kept on https where that is the app's address, and only there", async () => {
    const secure = await answer("/runs");
    expect(secure.headers.get("strict-transport-security")).toContain("max-age=63072000");
    expect(secure.headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
    const plain = await answer("/runs", { appUrl: "http://127.0.0.1:3000" });
    expect(plain.headers.has("strict-transport-security")).toBe(false);
    expect(plain.headers.get("content-security-policy")).not.toContain("upgrade-insecure-requests");
  });

  it("takes no POST, and no address that is not text", async () => {
    expect((await answer("/runs", { method: "POST" })).status).toBe(405);
    expect((await answer("/runs/%E0%A4%A")).status).toBe(400);
  });
});

it("a call of the API that comes by here is let through untouched, unless its address is not text", async () => {
  const passed = await answer("/api/records/a/b/%C3%A9");
  expect(passed.headers.has("content-security-policy")).toBe(false);
  expect(passed.status).toBe(200);
  expect((await answer("/api/runs/%ff%fe")).status).toBe(400);
});
