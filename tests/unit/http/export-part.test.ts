import { describe, expect, test } from "vitest";

import { exportFile } from "@/lib/http/export";
import { readExportEnd, writeExportEnd } from "@/lib/http/export-end";
import { readPart } from "@/lib/http/export-part";

const pages: Readonly<Record<string, { readonly rows: readonly object[]; readonly next: string | null }>> = {
  "": { rows: [{ name: "=1+1" }, { name: "two" }], next: "second" },
  second: { rows: [{ name: "three" }], next: "third" },
  third: { rows: [{ name: "four" }], next: null },
};
const readPage = async (cursor: string | undefined) => pages[cursor ?? ""] ?? { rows: [], next: null };

/** One part as it is sent, and what is noted of it. */
function startPart(options: { cursor?: string; format?: "csv" | "ndjson"; isOver?: () => boolean } = {}) {
  const { cursor, format = "ndjson", isOver = () => false } = options;
  const ended: { rows: number; isComplete: boolean }[] = [];
  const part = readPart({
    cursor,
    readPage,
    isOver,
    onEnd: async (end) => {
      ended.push(end);
    },
  });
  const response = exportFile({
    format,
    name: "things",
    columns: ["name"],
    rows: part.rows,
    isContinued: cursor !== undefined,
    lastLine: () => writeExportEnd(format, part.end),
  });
  return { response, ended };
}

const linesOf = async (response: Response) => (await response.text()).trimEnd().split("\n");

describe("a part of an export", () => {
  test("ends with how many rows it has, and that nothing follows", async () => {
    const { response, ended } = startPart();
    const lines = await linesOf(response);
    expect(lines).toHaveLength(5);
    expect(readExportEnd(lines.at(-1) ?? "")).toEqual({ rows: 4, next: null });
    expect(ended).toEqual([{ rows: 4, isComplete: true }]);
  });

  test("that runs out of time ends after its page with the cursor, from which the next one goes on without a gap", async () => {
    const first = startPart({ isOver: () => true });
    const firstLines = await linesOf(first.response);
    expect(readExportEnd(firstLines.at(-1) ?? "")).toEqual({ rows: 2, next: "second" });
    expect(first.ended).toEqual([{ rows: 2, isComplete: false }]);
    const secondLines = await linesOf(startPart({ cursor: "second" }).response);
    expect([...firstLines.slice(0, -1), ...secondLines.slice(0, -1)].map((line) => JSON.parse(line))).toEqual([
      { name: "=1+1" },
      { name: "two" },
      { name: "three" },
      { name: "four" },
    ]);
  });

  test("as CSV has one head in all its parts, and no cell that a spreadsheet would run", async () => {
    const first = await linesOf(startPart({ format: "csv", isOver: () => true }).response);
    expect(first.slice(0, -1)).toEqual(["name", "'=1+1", "two"]);
    expect(readExportEnd(first.at(-1) ?? "")).toEqual({ rows: 2, next: "second" });
    const second = await linesOf(startPart({ format: "csv", cursor: "second" }).response);
    expect(second.slice(0, -1)).toEqual(["three", "four"]);
  });

  test("that is broken off says how many rows left, and never that it is complete", async () => {
    const { response, ended } = startPart();
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(() => ended).toEqual([{ rows: expect.any(Number), isComplete: false }]);
  });

  test.each(["csv", "ndjson"] as const)(
    "whose list cannot be read breaks off as %s instead of ending",
    async (format) => {
      const failing = readPart({
        cursor: undefined,
        readPage: () => Promise.reject(new Error("the database went away")),
        isOver: () => false,
        onEnd: async () => undefined,
      });
      const response = exportFile({ format, name: "things", columns: ["name"], rows: failing.rows });
      await expect(response.text()).rejects.toThrow("the database went away");
    },
  );

  test("ends with a line that is told from its rows", () => {
    expect(readExportEnd('{"name":"a"}')).toBeNull();
    expect(readExportEnd("a,b,c")).toBeNull();
    expect(readExportEnd("")).toBeNull();
  });
});
