import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "audit-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function check(report: string) {
  const file = path.join(folder, "report.json");
  writeFileSync(file, report);
  const { status, stdout } = spawnSync(process.execPath, ["tests/support/check-audit.mjs", file], { encoding: "utf8" });
  return { status, stdout };
}

const metadata = { dependencies: { prod: 300 } };

it("a high or critical finding fails the run, by name", () => {
  const vulnerabilities = { bad: { name: "bad", severity: "high", range: "<2" } };
  expect(check(JSON.stringify({ metadata, vulnerabilities }))).toEqual({
    status: 1,
    stdout: expect.stringContaining("high: bad <2"),
  });
});

it("a moderate one does not", () => {
  const vulnerabilities = { meh: { name: "meh", severity: "moderate", range: "*" } };
  expect(check(JSON.stringify({ metadata, vulnerabilities })).status).toBe(0);
});

it("a registry that does not answer is told and fails nothing", () => {
  for (const report of [JSON.stringify({ message: "405 Method Not Allowed", statusCode: 405 }), ""]) {
    expect(check(report)).toEqual({ status: 0, stdout: expect.stringContaining("not done") });
  }
});
