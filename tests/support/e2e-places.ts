import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";

export interface E2ePlaces {
  readonly appUrl: string;
  readonly controlUrl: string;
  readonly controlToken: string;
}

/** Each of the workers that run tests at the same time has a mirror and a simulated Kombo of its own. */
export const stacks = [0, 1] as const;

/** Of this process: a worker's by its place among those that run at the same time, a server's by what started it. */
export function ownStack(): number {
  return Number(process.env["TEST_PARALLEL_INDEX"] ?? process.env["E2E_STACK"] ?? 0);
}

/** Chosen once by the first process that asks; the workers and the servers inherit the answer. */
export function e2ePlaces(stack = ownStack()): E2ePlaces {
  process.env["E2E_RUNNER_PID"] ??= String(process.pid);
  const controlToken = (process.env["E2E_CONTROL_TOKEN"] ??= randomBytes(24).toString("base64url"));
  const appPort = (process.env[`E2E_APP_PORT_${stack}`] ??= freePortNow());
  const controlPort = (process.env[`E2E_CONTROL_PORT_${stack}`] ??= freePortNow());
  return {
    appUrl: `http://127.0.0.1:${appPort}`,
    controlUrl: `http://127.0.0.1:${controlPort}`,
    controlToken,
  };
}

const PRINT_A_FREE_PORT =
  'const s = require("net").createServer().listen(0, "127.0.0.1", () => { process.stdout.write(String(s.address().port)); s.close(); })';

/** Playwright's configuration cannot wait. */
function freePortNow(): string {
  return execFileSync(process.execPath, ["-e", PRINT_A_FREE_PORT], { encoding: "utf8" });
}
