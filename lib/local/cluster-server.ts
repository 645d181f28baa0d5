import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";

import { ExpectedFailure } from "./expected-failure";
import { freePort, isPortFree } from "./ports";
import { writePrivateFile } from "./private-file";
import { isServerRunning } from "./server-processes";
import { runServerProgram, serverOptions, type ClusterParts } from "./server-program";

export interface ClusterServer {
  start(settings: Readonly<Record<string, string>>): Promise<{ port: number; reused: boolean }>;
  stop(): void;
}

interface ServerParts extends ClusterParts {
  readonly password: string;
}

export function clusterServer(parts: ServerParts): ClusterServer {
  return {
    start: async (settings) => {
      const running = await findRunning(parts);
      if (running !== null) return { port: running, reused: true };
      return { port: await startServer(parts, settings), reused: false };
    },
    stop: () =>
      runServerProgram(parts.programs.pgCtl, ["-D", parts.place.data, "-m", "fast", "-w", "stop"], parts.user),
  };
}

/** The port of the running server, also of one whose starter was killed; null once none runs. */
async function findRunning(parts: ServerParts): Promise<number | null> {
  const pidFile = path.join(parts.place.data, "postmaster.pid");
  const deadline = performance.now() + 60_000;
  while (existsSync(pidFile)) {
    const [pid, , , port] = readFileSync(pidFile, "utf8").split("\n");
    if (!isServerRunning(realpathSync(parts.place.data), Number(pid))) {
      // Left by a crash; if its process id is in use again, the server would refuse to start.
      rmSync(pidFile, { force: true });
      return null;
    }
    const problem = await connectionProblem(parts, Number(port));
    if (problem === null) return Number(port);
    if (performance.now() > deadline) {
      throw new ExpectedFailure(
        `The embedded database on port ${port} does not let us in (${problem}): stop the PostgreSQL with process id ${pid}, then try again.`,
      );
    }
    await sleep(100);
  }
  return null;
}

async function connectionProblem({ password }: ServerParts, port: number): Promise<string | null> {
  const client = new Client({ host: "127.0.0.1", port, user: "postgres", password, database: "postgres" });
  try {
    await client.connect();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.end();
  }
}

async function startServer(parts: ServerParts, settings: Readonly<Record<string, string>>): Promise<number> {
  const { programs, place, user } = parts;
  const port = await rememberedPort(path.join(place.directory, "port"));
  const log = path.join(place.data, "server.log");
  const options = Object.entries({
    ...settings,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    log_min_messages: "warning",
  })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
  const start = ["-D", place.data, "-w", "-t", "120", "-l", log, "-o", `-p ${port} ${options}`, "start"];
  // Pipes would stay open in the server and keep this call waiting for ever.
  const { status } = spawnSync(programs.pgCtl, start, { ...serverOptions(user), stdio: "ignore" });
  if (status === 0) return port;
  const tail = existsSync(log) ? readFileSync(log, "utf8").slice(-1000) : "";
  throw new ExpectedFailure(`The embedded PostgreSQL did not start; its log ${log} ends:\n${tail}`);
}

/** The same port at every start, as long as it is free, so that a database tool's settings stay right. */
async function rememberedPort(file: string): Promise<number> {
  const kept = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (kept > 0 && (await isPortFree(kept, "127.0.0.1"))) return kept;
  const port = await freePort();
  writePrivateFile(file, String(port));
  return port;
}
