import { existsSync } from "node:fs";
import path from "node:path";

const MACOS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
/** What draws no windows needs a third less time for a page. */
const LINUX_NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/** A browser that is already on this machine; null when there is none. */
export function findSystemBrowser(): string | null {
  const named = process.env["CHROMIUM_PATH"]?.trim();
  if (named !== undefined && named !== "") return named;
  return places().find((place) => existsSync(place)) ?? null;
}

function places(): readonly string[] {
  if (process.platform === "darwin") return MACOS;
  if (process.platform === "win32") {
    const roots = [process.env["PROGRAMFILES"], process.env["PROGRAMFILES(X86)"], process.env["LOCALAPPDATA"]];
    return roots.flatMap((root) =>
      root === undefined ? [] : [path.join(root, "Google", "Chrome", "Application", "chrome.exe")],
    );
  }
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}
