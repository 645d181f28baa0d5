import { parseCliOptions } from "./cli-options";
import { startSimulator } from "./start-simulator";

async function main(): Promise<void> {
  const parsed = parseCliOptions(process.argv.slice(2));
  if ("problems" in parsed) {
    process.stderr.write(`${parsed.problems.join("\n")}\n`);
    process.exitCode = 2;
    return;
  }
  const simulator = await startSimulator(parsed.options);
  const lines = [
    `URL          ${simulator.url}`,
    `API key      ${simulator.apiKey}`,
    ...simulator.integrations.map(({ id, category }) => `${category.padEnd(12)} ${id}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      simulator.stop().catch(fail);
    });
  }
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

main().catch(fail);
