import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";

export interface E2ePlaces {
  readonly appUrl: string;
  readonly controlUrl: string;
  readonly controlToken: string;
}

/** Chosen once by the first process that asks; the workers and the server inherit the answer. */
export function e2ePlaces(): E2ePlaces {
  process.env["E2E_RUNNER_PID"] ??= String(process.pid);
  process.env["E2E_APP_PORT"] ??= freePortNow();
  process.env["E2E_CONTROL_PORT"] ??= freePortNow();
  process.env["E2E_CONTROL_TOKEN"] ??= randomBytes(24).toString("base64url");
  return {
    appUrl: `http://127.0.0.1:${process.env["E2E_APP_PORT"]}`,
    controlUrl: `http://127.0.0.1:${process.env["E2E_CONTROL_PORT"]}`,
    controlToken: process.env["E2E_CONTROL_TOKEN"],
  };
}

const PRINT_A_FREE_PORT =
  'const s = require("net").createServer().listen(0, "127.0.0.1", () => { process.stdout.write(String(s.address().port)); s.close(); })';

/** Playwright's configuration cannot wait. */
function freePortNow(): string {
  return execFileSync(process.execPath, ["-e", PRINT_A_FREE_PORT], { encoding: "utf8" });
}
