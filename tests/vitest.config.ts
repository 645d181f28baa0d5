import { workflow } from "@workflow/vitest";
import path from "node:path";
import { defineConfig } from "vitest/config";

// Not UTC and not whole hours: a time that silently became local shows itself.
process.env["TZ"] = "Asia/Kathmandu";

const root = path.resolve(import.meta.dirname, "..");

const resolve = {
  alias: {
    "@": root,
    "server-only": path.join(root, "tests/support/server-only.ts"),
  },
};

/** Modules are loaded once a worker instead of once a file, a third of these suites' time: no test may leave state in one. */
const oneModuleGraph = { isolate: false } as const;

export default defineConfig({
  root,
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    passWithNoTests: true,
    projects: [
      {
        root,
        resolve,
        test: { name: "unit", include: ["tests/unit/**/*.test.{ts,tsx}"], ...oneModuleGraph },
      },
      {
        root,
        resolve,
        test: {
          name: "integration",
          ...oneModuleGraph,
          include: ["tests/integration/**/*.test.ts", "tests/faults/**/*.test.ts"],
          // They measure real time for minutes: only the command that asks for many histories has the machine for itself.
          exclude: process.env["FAULTS_HISTORIES"] === undefined ? ["tests/faults/full-size/**"] : [],
          globalSetup: ["tests/support/global-setup-database.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Each file has its own database; more at a time than processors only makes races slower to read.
          maxWorkers: 2,
          // Of tests that say so, such as the histories.
          maxConcurrency: 2,
        },
      },
      {
        root,
        resolve,
        test: {
          name: "server",
          include: ["tests/server/**/*.test.ts"],
          globalSetup: ["tests/support/global-setup-database.ts", "tests/support/global-setup-build.ts"],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          // Each test has servers and databases of its own.
          maxWorkers: 2,
        },
      },
      {
        root,
        resolve,
        plugins: workflow({ rootDir: "tests/.artifacts" }),
        test: {
          name: "workflow",
          include: ["tests/workflow/**/*.test.ts"],
          globalSetup: ["tests/support/global-setup-database.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // The steps' bundle is loaded by Node itself, which takes "server-only" for what it is only under this condition.
          execArgv: ["--conditions=react-server"],
        },
      },
    ],
  },
});
