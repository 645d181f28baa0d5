import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Leaves node_modules as the lock file says; answers `{ problem }` with one sentence when it cannot. */
export async function installDependencies(root, print) {
  const reason = installReason(root);
  if (!reason) return { problem: null };
  print(`Installing dependencies (${reason}). This takes a minute the first time.`);
  const code = await runNpm(root, [
    "ci",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
  if (code === 0) return { problem: null };
  return {
    problem: "npm could not install the dependencies (its own message is above). Check the network and run `npm ci`.",
  };
}

function installReason(root) {
  const wanted = readLock(path.join(root, "package-lock.json"));
  const present = readLock(path.join(root, "node_modules", ".package-lock.json"));
  if (!present) return "node_modules is missing";
  return matches(wanted, present) ? null : "node_modules does not match package-lock.json";
}

function readLock(file) {
  if (!existsSync(file)) return null;
  return JSON.parse(readFileSync(file, "utf8")).packages ?? null;
}

/** Packages for other platforms are optional and rightly absent; anything else must be there in the locked version. */
function matches(wanted, present) {
  if (!wanted) return true;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === "") return true;
    const installed = present[name];
    return installed ? installed.version === entry.version : entry.optional === true || entry.devOptional === true;
  });
}

function runNpm(root, args) {
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: "inherit" };
  const child =
    npm && /npm-cli\.[cm]?js$/.test(npm)
      ? spawn(process.execPath, [npm, ...args], options)
      : spawn("npm", args, { ...options, shell: process.platform === "win32" });
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
