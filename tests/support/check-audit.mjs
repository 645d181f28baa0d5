// Reads what `npm audit --json` printed: a known hole of high or critical severity in what is deployed fails, as one count.
// A registry that does not answer this question is told, and fails nothing: it says nothing about the dependencies.
import { readFileSync, writeFileSync } from "node:fs";

const [, , report, countsFile] = process.argv;

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return { message: String(error) };
  }
}

const { metadata, vulnerabilities = {}, message } = read(report);
const severe = Object.values(vulnerabilities).filter(({ severity }) => ["high", "critical"].includes(severity));
for (const { name, severity, range } of severe) process.stdout.write(`audit: ${severity}: ${name} ${range}\n`);
const counts = metadata
  ? { passed: severe.length === 0 ? 1 : 0, failed: severe.length === 0 ? 0 : 1, skipped: 0 }
  : { passed: 0, failed: 0, skipped: 1 };
const found = Object.keys(vulnerabilities).length;
process.stdout.write(
  metadata
    ? `audit: ${severe.length} high or critical, ${found} in all, of ${metadata.dependencies.prod} deployed packages\n`
    : `audit: not done, the registry did not answer it: ${message ?? "no report"}\n`,
);
if (countsFile) writeFileSync(countsFile, JSON.stringify(counts));
process.exitCode = counts.failed;
