import { defineConfig, devices } from "@playwright/test";
import path from "node:path";

import { findSystemBrowser } from "@/lib/local/browser";

import { e2ePlaces, stacks } from "./support/e2e-places";

const root = path.resolve(import.meta.dirname, "..");
const executablePath = findSystemBrowser();

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } };
const measured = "measured/**/*.spec.ts";

export default defineConfig({
  testDir: path.join(root, "tests/e2e"),
  testMatch: "**/*.spec.ts",
  outputDir: path.join(root, "tests/.artifacts/e2e"),
  forbidOnly: process.env["CI"] !== undefined,
  // Each worker has a simulated Kombo and a mirror of its own; what one test changes, a later one of the worker sees.
  workers: stacks.length,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: path.join(root, "tests/.artifacts/playwright.json") }]],
  use: {
    baseURL: e2ePlaces().appUrl,
    // Recording every test costs more than it tells: one that fails is repeated with `--trace on`.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      // Chromium's sandbox refuses to work for root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  projects: [
    { name: "desktop", use: desktop, testIgnore: measured },
    { name: "phone", use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } }, testIgnore: measured },
    // What is timed has the machine for itself.
    { name: "measured", use: desktop, testMatch: measured, workers: 1, dependencies: ["desktop", "phone"] },
  ],
  webServer: stacks.map((stack) => ({
    command: `"${process.execPath}" --conditions=react-server --import tsx tests/support/e2e-server.ts`,
    cwd: root,
    env: { ...process.env, E2E_STACK: String(stack) },
    // Answers once everything is mirrored.
    url: e2ePlaces(stack).controlUrl,
    timeout: 300_000,
    stdout: "pipe" as const,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 20_000 },
  })),
});
