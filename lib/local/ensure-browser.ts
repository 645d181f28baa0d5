import { chromium } from "@playwright/test";
import { existsSync } from "node:fs";

import { findSystemBrowser } from "./browser";
import { ExpectedFailure } from "./expected-failure";
import { print } from "./print";
import { captureTool, runProgram, type ProgramOptions } from "./program";

/** The path of a browser for the tests; installs one when the machine has none. */
export async function ensureBrowser(signal: AbortSignal): Promise<string> {
  const present = findBrowser();
  if (present !== null) return present;
  print("Installing a browser for the tests.");
  const { code } = await captureTool("playwright", ["install", "chromium"], { signal });
  if (code !== 0 && canUseApt()) await installWithApt(signal);
  const installed = findBrowser();
  if (installed !== null) return installed;
  throw new ExpectedFailure(
    "No browser could be found or installed for the tests: install Chromium, or set CHROMIUM_PATH to one.",
  );
}

function findBrowser(): string | null {
  const own = chromium.executablePath();
  return existsSync(own) && process.env["CHROMIUM_PATH"] === undefined ? own : findSystemBrowser();
}

function canUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

async function installWithApt(signal: AbortSignal): Promise<void> {
  const options: ProgramOptions = {
    signal,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  };
  await runProgram("apt-get", ["update", "-qq"], options);
  for (const name of ["chromium-headless-shell", "chromium"]) {
    const code = await runProgram("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], options);
    if (code === 0) return;
  }
}
