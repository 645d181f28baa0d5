import { z } from "zod";

import { measureCost, serveWorker } from "@/tests/bench/worker";

import { type ContenderName, contenders } from "./contenders";
import { openPages, type ScenarioName } from "./scenarios";

/** What the process of a contender is told to do; `setUp` is not timed. */
export type Task = { readonly contender: ContenderName; readonly databaseUrl: string } & (
  | { readonly kind: "set_up" }
  | { readonly kind: "write"; readonly folder: string; readonly scenario: ScenarioName; readonly records: number }
);

serveWorker(z.custom<Task>(), async (task) => {
  const contender = await contenders[task.contender].load();
  if (task.kind === "set_up") {
    await contender.setUp(task.databaseUrl);
    return null;
  }
  const writer = await contender.open(task.databaseUrl);
  try {
    const pages = openPages(task.folder, task.scenario, task.records);
    return await measureCost(() => writer.write(pages));
  } finally {
    await writer.close();
  }
});
