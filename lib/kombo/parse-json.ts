import { randomUUID } from "node:crypto";

export type ParsedJson = {
  readonly value: unknown;
  /** Whether a value, or something inside it, was a number a double cannot hold exactly (I11). */
  readonly isImprecise: (part: unknown) => boolean;
};

// Strings are matched first, so that digits inside them are never taken for a number.
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
// A number of sixteen digits or more, or with an exponent, where a number may stand: long digits inside strings are common.
const suspicious = /[:[,]\s*-?(?:[\d.]{16}|[\d.]+[eE])/;

/** JSON.parse, and word of the numbers it had to round. Throws SyntaxError as JSON.parse does. */
export function parseJson(text: string): ParsedJson {
  if (!suspicious.test(text) && !/^\s*-?\d/.test(text)) return { value: JSON.parse(text), isImprecise: () => false };
  const mark = `\u0000${randomUUID()}:`;
  const marked = text.replace(token, (part) =>
    part.startsWith('"') || isExact(part) ? part : JSON.stringify(mark + part),
  );
  const rounded = new WeakSet<object>();
  const value = unmark(JSON.parse(marked), { mark, rounded });
  return { value, isImprecise: (part) => typeof part === "object" && part !== null && rounded.has(part) };
}

/** Puts the numbers back, and remembers every object on the way down to one of them. */
function unmark(value: unknown, found: { mark: string; rounded: WeakSet<object> }): unknown {
  if (typeof value !== "object" || value === null) return value;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === "string" && child.startsWith(found.mark)) {
      Reflect.set(value, key, Number(child.slice(found.mark.length)));
      found.rounded.add(value);
    } else {
      unmark(child, found);
      if (typeof child === "object" && child !== null && found.rounded.has(child)) found.rounded.add(value);
    }
  }
  return value;
}

function isExact(numeral: string): boolean {
  return normalise(numeral) === normalise(String(Number(numeral)));
}

/** Digits without leading and trailing zeros, and the power of ten of the last of them. */
function normalise(numeral: string): string {
  const [mantissa = "", exponent = "0"] = numeral.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${mantissa.startsWith("-") ? "-" : ""}${significant}e${power}`;
}
