// Runs on a fresh clone: nothing but Node and npm may be needed until the dependencies are there.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { installDependencies } from "./install-dependencies.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

async function launch([command, ...args]) {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem) return fail(problem);
  process.chdir(root);
  const installed = await installDependencies(root, (line) => process.stdout.write(`${line}\n`));
  if (installed.problem) return fail(installed.problem);
  if (command === "install") return 0;
  return runCommand(command ?? "", args);
}

function nodeVersionProblem(version) {
  const [major, minor] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  return `Kombo Mirror needs Node 20.19 or newer, this is ${version}: install a newer Node (https://nodejs.org) and run the command again.`;
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

/** The condition makes `server-only` importable outside Next; the IPC channel tells the child when this process is gone. */
function runCommand(command, args) {
  const tsx = pathToFileURL(path.join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;
  const main = path.join(root, "lib", "local", "run-command.ts");
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", tsx, main, command, ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  // Closing the channel asks the child to stop in order, on Windows too, where a signal would kill it at once.
  const stop = () => child.connected && child.disconnect();
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.on("SIGHUP", stop);
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(fail(`The command could not be started: ${error.message}`)));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

process.exitCode = await launch(process.argv.slice(2));
