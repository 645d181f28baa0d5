import { limitOf, type Asked, type ListCase } from "./list-case";

export type Measured = {
  readonly door: string;
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly limit: number;
};

const warmUps = 3;

/** All cases in turn, again and again: what the machine does meanwhile falls upon all of them alike. */
export async function measureCases(
  cases: readonly ListCase[],
  asked: Asked,
  { samples, print }: { samples: number; print: (line: string) => void },
): Promise<readonly Measured[]> {
  const timesByCase = new Map<ListCase, number[]>(cases.map((one) => [one, []]));
  for (let round = -warmUps; round < samples; round++) {
    for (const [one, times] of timesByCase) {
      const ms = await time(one, asked);
      if (round >= 0) times.push(ms);
      else if (ms > 10 * limitOf(one)) print(`slow: ${one.door} ${one.name} ${ms.toFixed(0)} ms`);
    }
  }
  return [...timesByCase].map(([one, times]) => ({
    door: one.door,
    name: one.name,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    limit: limitOf(one),
  }));
}

/** From the call of the door's function to the text of the answer. */
async function time(one: ListCase, asked: Asked): Promise<number> {
  const startedAt = performance.now();
  JSON.stringify(await one.ask(asked));
  return performance.now() - startedAt;
}

/** The nearest rank: one of the times, none in between. */
function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function toTable(measured: readonly Measured[]): string {
  const rows = measured.map(({ door, name, p50, p95, limit }) => [
    door.replace("GET /api/", ""),
    name,
    p50.toFixed(1),
    p95.toFixed(1),
    p95 > limit ? `over ${limit}` : "",
  ]);
  const lines = [["list", "question", "p50 ms", "p95 ms", ""], ["---", "---", "--:", "--:", "---"], ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
