import type { Benchmark } from "./benchmark";

/** `npm run bench -- NAME …`; without a name it is the first. Adding one is adding a line. */
const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  write: async () => (await import("./write/bench")).benchWriting,
  fetch: async () => (await import("./fetch/bench")).benchFetching,
  delta: async () => (await import("./delta")).benchDelta,
  intake: async () => (await import("./intake/bench")).benchIntake,
  "fan-out": async () => (await import("./fan-out")).benchFanOut,
  lists: async () => (await import("./lists")).benchLists,
  retention: async () => (await import("./retention/bench")).benchRetention,
  memory: async () => (await import("./memory")).benchMemory,
};

const [first, ...others] = process.argv.slice(2);
const name = first === undefined || first.startsWith("-") ? "write" : first;
const args = name === first ? others : process.argv.slice(2);
const adminUrl = process.env["TEST_DATABASE_URL"];
const print = (line: string) => process.stdout.write(`${line}\n`);
const load = benchmarks[name];
if (load === undefined || adminUrl === undefined) {
  print(`There is ${Object.keys(benchmarks).join(", ")}, not ${name}: npm run bench -- NAME`);
  process.exitCode = 1;
} else {
  const benchmark = await load();
  await benchmark({ args, adminUrl, print });
}
