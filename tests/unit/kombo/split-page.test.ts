import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseRecord, type RawRecord, type SplitPage, splitPage } from "@/lib/kombo/split-page";

/** Of one to four bytes each, and such as no text may hold. */
const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string());
const anyValue = (maxDepth = 2) => fc.jsonValue({ maxDepth, stringUnit: "binary" });
const key = fc.oneof(fc.constantFrom("id", "data", "results", "next", 'a"b', "a\\", "ïd", "名"), anyText);
const record = fc.oneof(
  anyValue(3),
  fc.dictionary(key, anyValue()),
  fc.record({ id: anyText, name: anyText, deep: anyValue(3) }),
);
const page = fc
  .tuple(fc.dictionary(key, anyValue()), fc.dictionary(key, anyValue()), fc.array(record))
  .map(([outer, inner, results]) => ({ ...outer, data: { ...inner, results } }));
/** With white space, and with characters that need not be escaped escaped. */
const written = fc
  .tuple(page, fc.constantFrom(undefined, 1, "\t", "\r\n"), fc.boolean())
  .map(([value, space, isEscaped]) => {
    const text = JSON.stringify(value, null, space);
    return isEscaped ? text.replaceAll(/[\u007f-\uffff]/g, toEscape) : text;
  });

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const split = (body: string): SplitPage => splitPage(Buffer.from(body));
const readOne = ({ bytes }: RawRecord): unknown => parseRecord(bytes.toString()).value;
const read = (body: string): unknown[] => split(body).records.map(readOne);

function idOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
}

describe("a page that is split", () => {
  test("has the records and the rest that JSON.parse finds", () => {
    fc.assert(
      fc.property(written, (text) => {
        const { data, ...outer } = JSON.parse(text);
        expect(read(text)).toEqual(data.results);
        expect(split(text).rest).toEqual({ ...outer, data: { ...data, results: [] } });
      }),
      { numRuns: 300 },
    );
  });

  test("names a record only by the id that reading it finds", () => {
    fc.assert(
      fc.property(written, (text) => {
        const named = split(text).records.filter(({ komboId }) => komboId !== null);
        expect(named.map((raw) => idOf(readOne(raw)))).toEqual(named.map(({ komboId }) => komboId));
      }),
      { numRuns: 300 },
    );
    expect(split('{"data":{"results":[{"name":{"id":"no"},"id":"7"}]}}').records[0]?.komboId).toBe("7");
  });

  test.each([
    ['{"data":{"results":[{"id":"1","id":"2"}]}}', ["2"]],
    ['{"data":{"results":[{"id":"1","\\u0069d":"2"}]}}', [null]],
    ['{"data":{"results":[{"id":"1\\n"},{"id":1},{},null,"id",[{"id":"1"}]]}}', [null, null, null, null, null, null]],
    ['{"data":{"results":[{"id":"1"}]},"data":{"results":[{"id":"2"}]}}', ["2"]],
    ['{"data":{"results":[{"id":"1"}],"results":[]}}', []],
    ['{"data":{"results":[{"id":"1"}]},"data":null}', []],
    ['{"error":{"results":[{"id":"1"}]}}', []],
    ['[{"data":{"results":[{"id":"1"}]}}]', []],
  ])("of keys that stand twice the last counts, and what is not plain has no id: %s", (text, ids) => {
    expect(split(text).records.map(({ komboId }) => komboId)).toEqual(ids);
    expect(read(text)).toEqual(JSON.parse(text).data?.results ?? []);
  });

  test("is none when it is cut off, wherever that is", () => {
    const text = JSON.stringify({
      data: { results: [{ id: "1", s: 'a"\\', n: [1, true, { x: null }] }, 2], next: "c" },
    });
    for (let length = 0; length < text.length; length++) {
      expect(() => split(text.slice(0, length)), text.slice(0, length)).toThrow(SyntaxError);
    }
  });

  test.each([
    '{"data":{"results":[{"id":"1"}{"id":"2"}]}}',
    '{"data":{"results":[{"id":"1"},]}}',
    '{"data":{"results":[,]}}',
    '{"data" {"results":[]}}',
    '{"data":{results:[]}}',
    '{"data":{"results":[{"id" "1"}]}}',
    '{"data":{"results":[]}} x',
    "<html></html>",
  ])("is none when it is not JSON: %s", (text) => {
    expect(() => split(text)).toThrow(SyntaxError);
  });

  test("I14: a record that is no JSON is told when it is read, as an answer to ask for again", () => {
    const [raw] = split('{"data":{"results":[{"id":"1","n":nul}]}}').records;
    expect(() => raw && readOne(raw)).toThrow(expect.objectContaining({ kind: "transient", code: "MALFORMED" }));
  });
});
