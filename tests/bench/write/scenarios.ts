import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import type { PageSource } from "@/tests/bench/engine";

import { listEmployees } from "./employees";

/** In this order on one database: each begins with what the one before left. */
export const scenarioNames = ["first_load", "unchanged", "one_percent", "all_changed", "duplicate_keys"] as const;
export type ScenarioName = (typeof scenarioNames)[number];

export const pageSize = 250;

type Scenario = {
  readonly about: string;
  /** Whose pages it reads. */
  readonly pages: PageSet;
  /** The job title of what it changes, and how many records of `records` that are. */
  readonly changed: { readonly title: string | null; readonly count: (records: number) => number };
};
const pageSets = ["loaded", "one_percent", "all_changed", "duplicate_keys"] as const;
type PageSet = (typeof pageSets)[number];

const nothing = { title: null, count: () => 0 };
/** Every tenth record of a page comes in it twice. */
const repeatedEach = 10;
const repeatedOf = (records: number) =>
  Math.floor(records / pageSize) * (pageSize / repeatedEach) + Math.ceil((records % pageSize) / repeatedEach);

export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  first_load: { about: "into an empty table", pages: "loaded", changed: nothing },
  unchanged: { about: "the same pages again", pages: "loaded", changed: nothing },
  one_percent: {
    about: "one record in a hundred has another job title",
    pages: "one_percent",
    changed: { title: "One in a hundred", count: (records) => Math.ceil(records / 100) },
  },
  all_changed: {
    about: "every record has another job title",
    pages: "all_changed",
    changed: { title: "Everybody", count: (records) => records },
  },
  duplicate_keys: {
    about: "every tenth record stands in its page twice, the second time with another job title, which must win",
    pages: "duplicate_keys",
    changed: { title: "The second one", count: repeatedOf },
  },
};

type Employee = { readonly job_title: unknown };
const variants: Readonly<Record<PageSet, (employees: readonly Employee[], from: number) => readonly Employee[]>> = {
  loaded: (employees) => employees,
  one_percent: (employees, from) =>
    employees.map((employee, index) =>
      (from + index) % 100 === 0 ? { ...employee, job_title: scenarios.one_percent.changed.title } : employee,
    ),
  all_changed: (employees) =>
    employees.map((employee) => ({ ...employee, job_title: scenarios.all_changed.changed.title })),
  duplicate_keys: (employees) => [
    ...employees.map((employee) => ({ ...employee, job_title: scenarios.all_changed.changed.title })),
    ...employees
      .filter((_, index) => index % repeatedEach === 0)
      .map((employee) => ({ ...employee, job_title: scenarios.duplicate_keys.changed.title })),
  ],
};

/** Pages as Kombo sends them, as many as one contender of one round is given. */
export function openPages(folder: string, scenario: ScenarioName, records: number): PageSource {
  const count = Math.ceil(records / pageSize);
  return { count, read: (page) => readFile(pageFile(folder, scenarios[scenario].pages, page)) };
}

/** Writes the pages of every scenario into a folder; answers how large a record is. */
export async function makePages(folder: string, records: number): Promise<{ readonly bytesPerRecord: number }> {
  for (const set of pageSets) await mkdir(path.join(folder, set), { recursive: true });
  const employees = await listEmployees(records);
  let bytes = 0;
  let page = 0;
  for (const batch of inBatches(employees.all)) {
    for (const set of pageSets) {
      const results = variants[set](batch, page * pageSize);
      const text = JSON.stringify({ status: "success", data: { results, next: String(page + 1) } });
      if (set === "loaded") bytes += Buffer.byteLength(text);
      await writeFile(pageFile(folder, set, page), text);
    }
    page++;
  }
  await employees.stop();
  return { bytesPerRecord: bytes / records };
}

function* inBatches<Item>(items: Iterable<Item>): Iterable<readonly Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === pageSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function pageFile(folder: string, set: PageSet, page: number): string {
  return path.join(folder, set, `${page}.json`);
}
