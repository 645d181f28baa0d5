import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

import { findViolations, type SourceFile } from "@/tests/support/architecture";

const root = path.resolve(import.meta.dirname, "../..");
const SOURCES = ["app", "components", "lib", "tests", ".config"];
const LEFT_OUT = /^(lib\/db\/generated|tests\/\.artifacts)\//;

function readSources(): readonly SourceFile[] {
  const inFolders = SOURCES.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      path.posix.join(folder, name.split(path.sep).join("/")),
    ),
  );
  return [...inFolders, ...readdirSync(root)]
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !LEFT_OUT.test(file))
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), "utf8") }));
}

describe("the project", () => {
  // The checker's own planted examples are text in this file and in its test only.
  const files = readSources().filter(({ path: file }) => file !== "tests/unit/architecture.test.ts");

  it("is read as a whole", () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it("keeps to its floors", () => {
    expect(findViolations(files)).toEqual([]);
  });
});

describe("the checker", () => {
  it.each([
    ["a floor that reaches up", "lib/db/pool.ts", 'import { tick } from "@/lib/sync/tick";'],
    ["a mirror that knows the sync", "lib/mirror/write-page.ts", 'import type { Run } from "@/lib/sync/run";'],
    ["a component that reads the database", "components/runs/run-list.tsx", 'import { pool } from "@/lib/db/pool";'],
    ["a multi-line import that reaches up", "lib/kombo/client.ts", 'import {\n  tick,\n} from "@/lib/sync/tick";'],
    ["a dynamic import that reaches up", "lib/kombo/client.ts", 'const x = await import("@/lib/sync/tick");'],
    ["a re-export that reaches up", "lib/kombo/client.ts", 'export { tick } from "@/lib/sync/tick";'],
    [
      "the simulator in the product",
      "lib/sync/tick.ts",
      'import { startSimulator } from "@/lib/simulator/start-simulator";',
    ],
    ["the local start in the product", "app/page.tsx", 'import { print } from "@/lib/local/print";'],
    ["a simulator that knows the client", "lib/simulator/world.ts", 'import { client } from "@/lib/kombo/client";'],
    ["an import from above", "lib/mirror/diff.ts", 'import { hash } from "../hash";'],
    ["Prisma outside its floor", "lib/sync/data.ts", 'import { PrismaClient } from "@/lib/db/generated/client";'],
    ["pg outside its floor", "lib/mirror/write-page.ts", 'import { Client } from "pg";'],
    ["pg's types in a door", "app/api/health/route.ts", 'import type { Client } from "pg";'],
    ["SQL in a door", "app/api/health/route.ts", "const sql = `SELECT 1 AS one FROM runs`;"],
    ["a file outside the table", "lib/somewhere/else.ts", "export const x = 1;"],
    ["a barrel", "components/ui/index.ts", 'export { Button } from "./button";'],
    ["export *", "lib/mirror/all.ts", 'export * from "./diff";'],
    ["a name that says nothing", "lib/mirror/utils.ts", "export const x = 1;"],
    ["a folder that says nothing", "app/shared/time.ts", "export const x = 1;"],
    ["an environment read", "lib/sync/tick.ts", "const key = process.env.KOMBO_API_KEY;"],
    ["console", "lib/sync/tick.ts", 'console.log("tick");'],
  ])("finds %s", (_, file, text) => {
    expect(findViolations([{ path: file, text }])).toHaveLength(1);
  });

  it("finds a schema that a page loads by way of another file", () => {
    const trail = [
      { path: "components/runs/run-list.tsx", text: 'import { runs } from "@/lib/queries/runs";' },
      { path: "lib/queries/runs.ts", text: 'import { runSchema } from "@/lib/sync/schema";' },
      { path: "lib/sync/schema.ts", text: 'import { z } from "zod";' },
    ];
    expect(findViolations(trail)).toHaveLength(1);
    expect(findViolations(trail.slice(0, 1).concat(trail.slice(2)))).toEqual([]);
  });

  it("finds a circle over three files", () => {
    const circle = [
      { path: "lib/mirror/a.ts", text: 'import { b } from "./b";' },
      { path: "lib/mirror/b.ts", text: 'import { c } from "@/lib/mirror/c";' },
      { path: "lib/mirror/c.ts", text: 'import { a } from "./a";' },
    ];
    expect(findViolations(circle)).toHaveLength(1);
  });

  it.each([
    ["a floor that looks down", "lib/sync/tick.ts", 'import { writePage } from "@/lib/mirror/write-page";'],
    ["a type of the connection", "lib/mirror/write-page.ts", 'import type { PoolClient } from "pg";'],
    ["an environment named in a comment", "lib/sync/tick.ts", "// never read process.env here"],
    ["the catalog in the simulator", "lib/simulator/world.ts", 'import { endpoints } from "@/lib/kombo/endpoints";'],
    ["a wire shape in a query", "lib/queries/runs.ts", 'import { Run } from "@/lib/sync/schema";'],
  ])("lets %s pass", (_, file, text) => {
    expect(findViolations([{ path: file, text }])).toEqual([]);
  });
});
