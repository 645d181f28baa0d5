import fc from "fast-check";
import { expect, test } from "vitest";

import { parseJson } from "@/lib/kombo/parse-json";

test("any JSON value parses to what JSON.parse gives", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      expect(parseJson(text).value).toEqual(JSON.parse(text));
    }),
  );
});

test("I11: a number beyond a double's precision is rounded and told, down to the record that holds it", () => {
  const { value, isImprecise } = parseJson(
    '[{"id":"a","n":12345678901234567890},{"id":"b","deep":[{"x":0.12345678901234567890123}]},{"id":"c","n":1e400},{"id":"d","n":1.50e2,"s":"12345678901234567890"}]',
  );
  const records = Array.isArray(value) ? value : [];
  expect(records.map((record) => isImprecise(record))).toEqual([true, true, true, false]);
  expect(records[0]).toEqual({ id: "a", n: 12345678901234567000 });
  expect(records[3]).toEqual({ id: "d", n: 150, s: "12345678901234567890" });
});

test("every double survives its own text without being flagged", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const { value, isImprecise } = parseJson(`{"n":${JSON.stringify(number)}}`);
      expect(value).toEqual({ n: number === 0 ? JSON.parse(JSON.stringify(number)) : number });
      expect(isImprecise(value)).toBe(false);
    }),
  );
});

test("text that is no JSON throws as JSON.parse does", () => {
  expect(() => parseJson('{"n": 12345678901234567890')).toThrow(SyntaxError);
});
