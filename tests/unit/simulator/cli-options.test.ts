import { describe, expect, it } from "vitest";

import { parseCliOptions } from "@/lib/simulator/cli-options";

describe("the command line", () => {
  it("needs nothing", () => {
    expect(parseCliOptions([])).toMatchObject({ options: { port: 4010, size: 200, seed: 1 } });
  });

  it("gives everything it is told", () => {
    const args =
      "--port 0 --size 500 --seed 7 --api-key k --webhook-url http://127.0.0.1:3000/x --webhook-secret s --life-ms 5000 --debounce-ms 100 --mode guide";
    expect(parseCliOptions(args.split(" "))).toEqual({
      options: {
        port: 0,
        size: 500,
        seed: 7,
        apiKey: "k",
        updatedAfterMode: "guide",
        webhook: { url: "http://127.0.0.1:3000/x", secret: "s", debounceMs: 100 },
        life: { intervalMs: 5_000 },
      },
    });
  });

  it.each([
    ["--size 49", '--size must be a whole number from 50 to 200000, not "49".'],
    ["--port http", '--port must be a whole number from 0 to 65535, not "http".'],
    ["--mode other", '--mode must be reference or guide, not "other".'],
    ["--webhook-url ftp://x --webhook-secret s", '--webhook-url must be an http or https address, not "ftp://x".'],
    ["--webhook-url http://x", "--webhook-secret must be given together with --webhook-url."],
  ])("says what is wrong with %s", (args, sentence) => {
    expect(parseCliOptions(args.split(" "))).toEqual({ problems: [sentence] });
  });

  it("names every problem at once", () => {
    expect(parseCliOptions(["--size", "1", "--mode", "x"])).toMatchObject({ problems: { length: 2 } });
  });

  it("names an unknown flag", () => {
    expect(parseCliOptions(["--colour", "red"])).toEqual({ problems: [expect.stringContaining("--colour")] });
  });
});
