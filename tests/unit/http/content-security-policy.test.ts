import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, it } from "vitest";

import { pagePolicy, sonnerStyles } from "@/lib/http/content-security-policy";

const production = { nonce: "bm9uY2U=", isHttps: true, isDevelopment: false };

it("no page runs a script without its nonce, evaluates text, or takes styles from anywhere", () => {
  const policy = pagePolicy(production);
  expect(policy).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic';");
  expect(policy).toContain("; upgrade-insecure-requests");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});

it("plain http is not upgraded where the app itself is served over it", () => {
  expect(pagePolicy({ ...production, isHttps: false })).not.toContain("upgrade-insecure-requests");
});

it("eval is for development alone", () => {
  expect(pagePolicy({ ...production, isDevelopment: true })).toContain("'unsafe-eval'");
});

it("the hash of sonner's styles is that of the installed version", () => {
  const folder = path.dirname(createRequire(import.meta.url).resolve("sonner"));
  const [, literal] = /^__insertCSS\((".*")\);?$/m.exec(readFileSync(path.join(folder, "index.mjs"), "utf8")) ?? [];
  const css: unknown = JSON.parse(literal ?? '""');
  expect(`sha256-${createHash("sha256").update(String(css)).digest("base64")}`).toBe(sonnerStyles);
});
