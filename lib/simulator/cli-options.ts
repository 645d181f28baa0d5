import { parseArgs } from "node:util";

import type { SimulatorOptions } from "./simulator";

export type CliOptions = { readonly options: SimulatorOptions } | { readonly problems: readonly string[] };

const flags = {
  port: { type: "string", default: "4010" },
  size: { type: "string", default: "200" },
  seed: { type: "string", default: "1" },
  "api-key": { type: "string" },
  "webhook-url": { type: "string" },
  "webhook-secret": { type: "string" },
  "life-ms": { type: "string" },
  "debounce-ms": { type: "string", default: "30000" },
  mode: { type: "string", default: "reference" },
} as const;

/** The options of the command line, or one sentence for each thing that is wrong with it. */
export function parseCliOptions(args: readonly string[]): CliOptions {
  const parsed = readFlags(args);
  if ("problem" in parsed) return { problems: [parsed.problem] };
  const { values } = parsed;
  const problems: string[] = [];
  const whole = (flag: keyof typeof flags, { from, to }: { from: number; to: number }): number => {
    const text = values[flag] ?? "";
    const value = /^\d{1,10}$/.test(text) ? Number(text) : -1;
    if (value < from || value > to) {
      problems.push(`--${flag} must be a whole number from ${from} to ${to}, not "${text}".`);
    }
    return value;
  };
  const port = whole("port", { from: 0, to: 65_535 });
  const size = whole("size", { from: 50, to: 200_000 });
  const seed = whole("seed", { from: 0, to: 4_294_967_295 });
  const debounceMs = whole("debounce-ms", { from: 0, to: 3_600_000 });
  const lifeMs = values["life-ms"] === undefined ? null : whole("life-ms", { from: 10, to: 3_600_000 });
  const mode = values.mode === "guide" ? "guide" : "reference";
  if (values.mode !== mode) problems.push(`--mode must be reference or guide, not "${values.mode}".`);
  const url = values["webhook-url"] ?? null;
  const secret = values["webhook-secret"];
  problems.push(...webhookProblems(url, secret));
  if (problems.length > 0) return { problems };
  return {
    options: {
      port,
      size,
      seed,
      updatedAfterMode: mode,
      webhook: { url, debounceMs, ...(secret === undefined ? {} : { secret }) },
      ...(values["api-key"] === undefined ? {} : { apiKey: values["api-key"] }),
      ...(lifeMs === null ? {} : { life: { intervalMs: lifeMs } }),
    },
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false });
  } catch (error) {
    if (error instanceof TypeError) return { problem: error.message.split(". ")[0] ?? error.message };
    throw error;
  }
}

function webhookProblems(url: string | null, secret: string | undefined): readonly string[] {
  if (url === null) return [];
  const problems: string[] = [];
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    problems.push(`--webhook-url must be an http or https address, not "${url}".`);
  }
  if (secret === undefined) problems.push("--webhook-secret must be given together with --webhook-url.");
  return problems;
}
