import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

import { listVariables } from "@/lib/health/connection/variables";

const example = readFileSync(path.resolve(import.meta.dirname, "../../../.env.example"), "utf8");
/** Read, and nothing is done with it yet. */
const idle = ["OTEL_EXPORTER_OTLP_ENDPOINT"];

it("the connection page says of every variable of .env.example what it does, and of no other", () => {
  const documented = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name = ""]) => name);
  const listed = listVariables(new Set()).map(({ name }) => name);
  expect(listed.toSorted()).toEqual(documented.filter((name) => !idle.includes(name)).toSorted());
});
