import { mkdirSync, rmSync, writeFileSync } from "node:fs";

import { ensureBuilt } from "@/lib/local/build-app";
import { runCheck, staticChecks } from "@/lib/local/checks";
import type { CommandContext } from "@/lib/local/command-context";
import { ensureBrowser } from "@/lib/local/ensure-browser";
import { ExpectedFailure } from "@/lib/local/expected-failure";
import { generateClient } from "@/lib/local/generate-client";
import { artifactsFolder } from "@/lib/local/local-paths";
import { print, printError } from "@/lib/local/print";
import { runTool } from "@/lib/local/program";
import { startTestCluster } from "@/lib/local/test-cluster";
import { addCounts, NONE, playwrightCounts, vitestCounts, type Counts } from "@/lib/local/test-counts";
import { playwrightFailures, vitestFailures } from "@/lib/local/test-failures";

interface Suite {
  readonly name: string;
  readonly run: (context: CommandContext, databaseUrl: string) => Promise<Counts>;
  readonly listFailures: () => readonly string[];
}

const SUITES: readonly Suite[] = [
  ...staticChecks.map((check): Suite => ({
    name: check.name,
    run: ({ signal }) => runCheck(check, signal),
    listFailures: () => [],
  })),
  ...["unit", "integration", "server", "workflow"].map((project): Suite => ({
    name: project,
    run: (context, databaseUrl) => runVitest(context, project, databaseUrl),
    listFailures: () => vitestFailures(vitestReport(project)),
  })),
  { name: "e2e", run: runEndToEnd, listFailures: () => playwrightFailures(playwrightReport) },
];

/** Everything, on a fresh clone too. Names of suites as arguments run only those: `npm test -- unit e2e`. */
export async function test(context: CommandContext): Promise<void> {
  const suites = chosenSuites(context.args);
  rmSync(artifactsFolder, { recursive: true, force: true });
  mkdirSync(artifactsFolder, { recursive: true });
  await generateClient(context.signal);
  const postgres = await startTestCluster();
  context.cleanup.add("the tests' PostgreSQL", postgres.stop);

  let total = NONE;
  const summary: string[] = [];
  const failures: string[] = [];
  for (const suite of suites) {
    const counts = await runSuite(suite, context, postgres.urlOf("postgres"));
    total = addCounts(total, counts);
    summary.push(`${suite.name}: ${describe(counts)}`);
    failures.push(...suite.listFailures());
  }
  writeFileSync(`${artifactsFolder}/counts.json`, JSON.stringify(total));
  print(["", ...failures, "", ...summary].join("\n"));
  await context.cleanup.run((name, error) => printError(`Could not stop ${name}: ${String(error)}`));
  print(`${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0) process.exitCode = 1;
}

function chosenSuites(names: readonly string[]): readonly Suite[] {
  const unknown = names.find((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    throw new ExpectedFailure(
      `There is no test suite "${unknown}". Known: ${SUITES.map(({ name }) => name).join(", ")}.`,
    );
  }
  return names.length === 0 ? SUITES : SUITES.filter(({ name }) => names.includes(name));
}

/** A suite that cannot even begin has failed; the others still run. */
async function runSuite(suite: Suite, context: CommandContext, databaseUrl: string): Promise<Counts> {
  try {
    return await suite.run(context, databaseUrl);
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error;
    printError(`${suite.name}: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function describe({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

const playwrightReport = `${artifactsFolder}/playwright.json`;

function vitestReport(project: string): string {
  return `${artifactsFolder}/vitest-${project}.json`;
}

async function runVitest({ signal }: CommandContext, project: string, databaseUrl: string): Promise<Counts> {
  const report = vitestReport(project);
  const args = ["run", "--config", "tests/vitest.config.ts", "--project", project];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const env = { ...process.env, TEST_DATABASE_URL: databaseUrl };
  return vitestCounts(report, await runTool("vitest", [...args, ...reporters], { signal, env }));
}

async function runEndToEnd({ signal }: CommandContext, databaseUrl: string): Promise<Counts> {
  const browser = await ensureBrowser(signal);
  await ensureBuilt(signal);
  const env = { ...process.env, TEST_DATABASE_URL: databaseUrl, CHROMIUM_PATH: browser };
  const code = await runTool("playwright", ["test", "--config", "tests/playwright.config.ts", "--pass-with-no-tests"], {
    signal,
    env,
  });
  return playwrightCounts(playwrightReport, code);
}
