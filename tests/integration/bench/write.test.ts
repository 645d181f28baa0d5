import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { benchWriting } from "@/tests/bench/write/bench";
import { type ContenderName, contenderNames } from "@/tests/bench/write/contenders";
import { type Figures, type WriteResult, writeResult } from "@/tests/bench/write/result";
import { type ScenarioName, scenarioNames } from "@/tests/bench/write/scenarios";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "bench-"));
});
afterEach(() => rm(folder, { recursive: true }));

function figuresOf(result: WriteResult, scenario: ScenarioName, contender: ContenderName): Figures {
  const figures = result.write[scenario]?.[contender];
  if (!figures) throw new Error(`Nothing of ${contender} in ${scenario}`);
  return figures;
}

test(
  "the benchmark of writing plays every scenario with every contender, and its JSON says what each wrote",
  { timeout: 240_000 },
  async () => {
    const json = path.join(folder, "result.json");
    const lines: string[] = [];
    await benchWriting({
      args: ["--records", "300", "--rounds", "1", "--json", json],
      adminUrl: process.env["TEST_DATABASE_URL"] ?? "",
      print: (line) => lines.push(line),
    });
    const result = writeResult.parse(JSON.parse(await readFile(json, "utf8")));
    for (const scenario of scenarioNames) {
      for (const contender of contenderNames) {
        const { recordsPerSecond, peakRssBytes } = figuresOf(result, scenario, contender);
        expect(recordsPerSecond, `${contender} ${scenario}`).toBeGreaterThan(0);
        expect(peakRssBytes, `${contender} ${scenario}`).toBeGreaterThan(1024 ** 2);
      }
    }
    expect(figuresOf(result, "unchanged", "ours").rowsUpdated).toBe(0);
    expect(figuresOf(result, "one_percent", "ours").rowsUpdated).toBe(3);
    expect(figuresOf(result, "unchanged", "guides_loop").rowsUpdated).toBe(300);
    expect(lines.join("\n")).toContain("| Kombo Mirror |");
  },
);
