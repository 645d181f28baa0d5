import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { errorWords, wordsOfError } from "@/components/runs/error-words";
import { rateLimitCodes } from "@/lib/kombo/errors";

/** Every code that the sources of these folders can give a run. */
function listCodes(folder: string): readonly string[] {
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const patterns = [
    /"((?:PLATFORM|INTEGRATION|REMOTE)\.[A-Z_]+)"/g,
    /\bcode: "([A-Z_]+)"/g,
    /error_code = '([A-Z_.]+)'/g,
    /\?\? "([A-Z_]+)";/g,
    /\? "([A-Z]+_[A-Z_]+)" : null/g,
  ];
  return sources.flatMap((path) => {
    const text = readFileSync(join(folder, path), "utf8");
    return patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, code]) => code ?? []));
  });
}

const codes = [...new Set([...listCodes("lib/kombo"), ...listCodes("lib/sync"), ...rateLimitCodes])];

describe("the errors of runs in words", () => {
  test("the sources give the codes that are known to exist", () => {
    expect(codes).toEqual(
      expect.arrayContaining(["TIMEOUT", "NETWORK", "MALFORMED", "INTERNAL", "CANCELLED", "SWEEP_HELD", "HTTP_429"]),
    );
  });

  test.each(codes)("%s has a title, a sentence and what to do", (code) => {
    const words = errorWords[code];
    expect(words?.title).toMatch(/^[A-Z].*[^.]$/);
    expect(words?.text).toMatch(/\.$/);
    expect(words?.advice).toMatch(/\.$/);
  });

  test("a code nobody knows is judged by its status", () => {
    expect(wordsOfError("HTTP_502").title).toBe("Kombo failed");
    expect(wordsOfError("HTTP_418").title).toBe("Kombo refused the request");
    expect(wordsOfError("REMOTE.INVENTED_TOMORROW").title).toBe("Kombo refused the request");
  });
});
