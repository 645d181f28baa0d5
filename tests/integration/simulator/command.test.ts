import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";

const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

describe("the simulator as a program", () => {
  it("prints where it is, its key and its integrations, and ends when told to", async () => {
    const child = run(["--port", "0", "--size", "50", "--api-key", "k1", "--life-ms", "50"]);
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    while (!output.includes("LMS ")) await once(child.stdout, "data");
    const url = /URL +(\S+\/v1)\n/.exec(output)?.[1] ?? "";
    expect(output).toMatch(/API key +k1\nHRIS +personio:\w{24}\nATS +greenhouse:\w{24}\nLMS +talentlms:\w{24}\n/);
    const answer = await fetch(`${url}/check-api-key`, { headers: { authorization: "Bearer k1" } });
    expect(answer.status).toBe(200);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("says what is wrong with its flags and ends", async () => {
    const child = run(["--size", "3"]);
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    expect(await once(child, "close")).toEqual([2, null]);
    expect(errors).toContain('--size must be a whole number from 50 to 200000, not "3".');
  });
});

function run(args: readonly string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/simulator/main.ts", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  return child;
}
