import { defineConfig, devices } from "@playwright/test";
import path from "node:path";

import { findSystemBrowser } from "@/lib/local/browser";

import { e2ePlaces } from "./support/e2e-places";

const root = path.resolve(import.meta.dirname, "..");
const { appUrl, controlUrl } = e2ePlaces();
const executablePath = findSystemBrowser();

export default defineConfig({
  testDir: path.join(root, "tests/e2e"),
  testMatch: "**/*.spec.ts",
  outputDir: path.join(root, "tests/.artifacts/e2e"),
  forbidOnly: process.env["CI"] !== undefined,
  // One simulated Kombo and one mirror serve all tests: what one changes, another one sees.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: path.join(root, "tests/.artifacts/playwright.json") }]],
  use: {
    baseURL: appUrl,
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
    { name: "desktop", use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } } },
    { name: "phone", use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } } },
  ],
  webServer: {
    command: `"${process.execPath}" --conditions=react-server --import tsx tests/support/e2e-server.ts`,
    cwd: root,
    // Answers once everything is mirrored.
    url: controlUrl,
    timeout: 300_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
  },
});
