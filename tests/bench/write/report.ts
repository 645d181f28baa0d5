import { inWords, markdownTable, medianOf, megabytes, spreadOf, whole } from "@/tests/bench/figures";

import { type ContenderName, contenderNames, contenders, recordsFor } from "./contenders";
import type { Figures, WriteResult } from "./result";
import type { Measured } from "./rounds";
import { type ScenarioName, scenarioNames, scenarios } from "./scenarios";

export function toResult(measured: readonly Measured[]): WriteResult {
  const write: WriteResult["write"] = {};
  for (const scenario of scenarioNames) {
    for (const contender of contenderNames) {
      const rounds = roundsOf(measured, { scenario, contender });
      if (rounds.length > 0) write[scenario] = { ...write[scenario], [contender]: toFigures(rounds) };
    }
  }
  return { write };
}

function toFigures(rounds: readonly Measured[]): Figures {
  return {
    recordsPerSecond: Math.round(medianOf(rounds.map(rateOf))),
    walBytes: Math.round(medianOf(rounds.map(({ walBytes }) => walBytes))),
    rowsUpdated: medianOf(rounds.map(({ rowsUpdated }) => rowsUpdated)),
    peakRssBytes: Math.max(...rounds.map(({ peakRssBytes }) => peakRssBytes)),
  };
}

/** A table a scenario, for those who want to know exactly. */
export function describeScenarios(measured: readonly Measured[]): readonly string[] {
  return scenarioNames.flatMap((scenario) => {
    const rows = contenderNames.flatMap((contender) => {
      const rounds = roundsOf(measured, { scenario, contender });
      const than = ratio(measured, { scenario, than: contender });
      return rounds.length === 0 ? [] : [[contender, ...describeRounds(rounds, than)]];
    });
    if (rows.length === 0) return [];
    const head = [
      scenario,
      "records/s: median (least–most)",
      "ours is",
      "WAL a record",
      "rows updated",
      "dead tuples",
      "CPU a 1,000",
      "peak memory",
      "wrong",
    ];
    return [`\n${scenario}: ${scenarios[scenario].about}\n`, markdownTable(head, rows)];
  });
}

function describeRounds(rounds: readonly Measured[], than: string): readonly string[] {
  const of = (figure: (round: Measured) => number) => medianOf(rounds.map(figure));
  return [
    inWords(spreadOf(rounds.map(rateOf))),
    than,
    `${whole(of(({ walBytes, records }) => walBytes / records))} B`,
    whole(of(({ rowsUpdated }) => rowsUpdated)),
    whole(of(({ deadTuples }) => deadTuples)),
    `${of(({ cpuSeconds, records }) => (cpuSeconds / records) * 1_000_000).toFixed(0)} ms`,
    megabytes(Math.max(...rounds.map(({ peakRssBytes }) => peakRssBytes))),
    whole(of(({ wrong }) => wrong)),
  ];
}

/** One table for the README: records a second, and how many times ours that is. */
export function summarise(measured: readonly Measured[]): string {
  const played = scenarioNames.filter((scenario) => measured.some((round) => round.scenario === scenario));
  const rows = contenderNames.flatMap((contender) => {
    if (!measured.some((round) => round.contender === contender)) return [];
    const cells = played.map((scenario) => {
      const rounds = roundsOf(measured, { scenario, contender });
      const times = contender === "ours" ? "" : ` (ours ${ratio(measured, { scenario, than: contender })})`;
      return `${whole(medianOf(rounds.map(rateOf)))}${times}`;
    });
    return [[contenders[contender].title, ...cells]];
  });
  return markdownTable(["records/s", ...played.map((scenario) => scenario.replaceAll("_", " "))], rows);
}

export function describeContenders(names: readonly ContenderName[], records: number): readonly string[] {
  return names.map(
    (name) =>
      `${name} (${contenders[name].title}), ${whole(recordsFor(name, records))} records: ${contenders[name].about}`,
  );
}

type Bar = { readonly scenario: ScenarioName; readonly than: readonly ContenderName[]; readonly atLeast: number };

/** The least that is promised. Of several contenders the fastest counts. */
const bars: readonly Bar[] = [
  { scenario: "first_load", than: ["guides_loop"], atLeast: 12 },
  { scenario: "first_load", than: ["supabase_stripe", "stripe"], atLeast: 3 },
  { scenario: "first_load", than: ["copy_merge"], atLeast: 0.85 },
  { scenario: "unchanged", than: ["guides_loop"], atLeast: 25 },
  { scenario: "one_percent", than: ["guides_loop"], atLeast: 20 },
];

export function describeBars(measured: readonly Measured[]): readonly string[] {
  return bars.flatMap(({ scenario, than, atLeast }) => {
    const ratios = than.flatMap((contender) => ratioOf(measured, { scenario, than: contender }) ?? []);
    if (ratios.length === 0) return [];
    const least = Math.min(...ratios);
    return [
      `${least >= atLeast ? "met   " : "MISSED"} ${scenario}: ${least.toFixed(2)} × ${than.join(" or ")}, at least ${atLeast}`,
    ];
  });
}

function ratio(measured: readonly Measured[], to: { scenario: ScenarioName; than: ContenderName }): string {
  const found = ratioOf(measured, to);
  return found === null ? "" : `${found >= 10 ? found.toFixed(0) : found.toFixed(2)} ×`;
}

/** Round against round, since the machine is not the same from one to the next; the median of that. */
function ratioOf(
  measured: readonly Measured[],
  { scenario, than }: { scenario: ScenarioName; than: ContenderName },
): number | null {
  const ours = roundsOf(measured, { scenario, contender: "ours" });
  const theirs = roundsOf(measured, { scenario, contender: than });
  const ratios = ours.flatMap((round, index) => {
    const other = theirs[index];
    return other === undefined ? [] : [rateOf(round) / rateOf(other)];
  });
  return ratios.length === 0 ? null : medianOf(ratios);
}

function roundsOf(
  measured: readonly Measured[],
  { scenario, contender }: { scenario: ScenarioName; contender: ContenderName },
): readonly Measured[] {
  return measured.filter((round) => round.scenario === scenario && round.contender === contender);
}

export function rateOf({ records, seconds }: Measured): number {
  return records / seconds;
}
