import { describe, expect, it } from "vitest";

import { assertSameOrigin } from "@/lib/server/same-origin";

const deployed = { appUrl: "https://mirror.example.com", port: 3000 };
const local = { appUrl: "http://127.0.0.1:3000", port: 3000 };

function isLetIn(own: typeof deployed, headers: Record<string, string>, method = "POST"): boolean {
  try {
    assertSameOrigin(new Request("http://internal:3000/api/runs", { method, headers }), own);
    return true;
  } catch {
    return false;
  }
}

describe("a change is done only for a page of our own", () => {
  it("its origin is APP_URL's, whatever the request says of the host", () => {
    expect(isLetIn(deployed, { origin: "https://mirror.example.com" })).toBe(true);
    expect(isLetIn(deployed, {})).toBe(false);
    expect(isLetIn(deployed, { origin: "null" })).toBe(false);
    expect(isLetIn(deployed, { origin: "https://evil.example", host: "evil.example" })).toBe(false);
    expect(isLetIn(deployed, { origin: "http://mirror.example.com" })).toBe(false);
    expect(isLetIn(deployed, { origin: "https://mirror.example.com.evil.example" })).toBe(false);
    expect(isLetIn(deployed, { origin: "http://localhost:3000" })).toBe(false);
  });

  it("on the machine itself its own names at the server's port count, names that point to it do not", () => {
    expect(isLetIn(local, { origin: "http://localhost:3000" })).toBe(true);
    expect(isLetIn(local, { origin: "http://[::1]:3000" })).toBe(true);
    expect(isLetIn(local, { origin: "http://localhost:4000" })).toBe(false);
    expect(isLetIn(local, { origin: "http://rebound.example:3000", host: "rebound.example:3000" })).toBe(false);
  });

  it("a browser that says it comes from elsewhere is believed", () => {
    const { origin } = new URL(deployed.appUrl);
    expect(isLetIn(deployed, { origin, "sec-fetch-site": "same-origin" })).toBe(true);
    expect(isLetIn(deployed, { origin, "sec-fetch-site": "same-site" })).toBe(false);
    expect(isLetIn(deployed, { origin, "sec-fetch-site": "cross-site" })).toBe(false);
  });

  it("reading changes nothing and is let in", () => {
    expect(isLetIn(deployed, {}, "GET")).toBe(true);
  });
});
