import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

import { readReport } from "./test-counts";

const linesShown = 4;

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().default(""),
      status: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) }),
      ),
    }),
  ),
});

const PlaywrightSpec = z.object({
  title: z.string(),
  tests: z.array(
    z.object({
      projectName: z.string(),
      status: z.string(),
      results: z.array(z.object({ error: z.object({ message: z.string().default("") }).optional() })),
    }),
  ),
});
const PlaywrightSuite = z.object({
  title: z.string(),
  specs: z.array(PlaywrightSpec).default([]),
  get suites() {
    return z.array(PlaywrightSuite).default([]);
  },
});
const PlaywrightReport = z.object({ suites: z.array(PlaywrightSuite) });

/** What failed and why, in a few lines each: for a log of which only the end is read. */
export function vitestFailures(file: string): readonly string[] {
  return (readReport(file, VitestReport)?.testResults ?? []).flatMap((of) => {
    const failed = of.assertionResults.filter(({ status }) => status === "failed");
    const where = path.relative(process.cwd(), of.name);
    if (failed.length === 0) return of.status === "failed" ? [describe([where], of.message)] : [];
    return failed.map((one) => describe([where, one.fullName], one.failureMessages[0] ?? ""));
  });
}

export function playwrightFailures(file: string): readonly string[] {
  return listSpecs(readReport(file, PlaywrightReport)?.suites ?? []).flatMap(({ where, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .map((one) => describe([one.projectName, ...where], one.results.at(-1)?.error?.message ?? "did not run")),
  );
}

type Suite = z.infer<typeof PlaywrightSuite>;
type Spec = { readonly where: readonly string[]; readonly tests: z.infer<typeof PlaywrightSpec>["tests"] };

/** With the names of what they are in: a file's own comes first. */
function listSpecs(suites: readonly Suite[], within: readonly string[] = []): readonly Spec[] {
  return suites.flatMap(({ title, specs, suites: inner }) => {
    const here = [...within, title];
    return [...specs.map((spec) => ({ where: [...here, spec.title], tests: spec.tests })), ...listSpecs(inner, here)];
  });
}

function describe(where: readonly string[], message: string): string {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "");
  return [where.join(" › "), ...lines.slice(0, linesShown).map((line) => `    ${line}`)].join("\n");
}
