import { readFileSync } from "node:fs";

import type { JsonObject, JsonValue } from "@/lib/simulator/json";

/** A simple type (`?` for nullable), or one with structure. A field named `x?` may be absent. */
type Wire =
  | string
  | { readonly fields: Readonly<Record<string, Wire>>; readonly nullable?: boolean }
  | { readonly list: Wire; readonly nullable?: boolean }
  | { readonly enum: readonly string[]; readonly nullable?: boolean }
  | { readonly oneOf: readonly Wire[]; readonly nullable?: boolean };

const shapes: Readonly<Record<string, Readonly<Record<string, Wire>>>> = JSON.parse(
  readFileSync(new URL("wire-shapes.json", import.meta.url), "utf8"),
);

/** The list endpoints whose answers are described, by Kombo's reference. */
export const describedPaths: readonly string[] = Object.keys(shapes);

/** What is wrong with a record of an endpoint; empty if nothing is. */
export function findWireProblems(path: string, record: JsonValue): readonly string[] {
  const fields = shapes[path];
  return fields ? check(record, { fields }, path) : [`${path}: no description`];
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const simple: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  string: (value) => typeof value === "string",
  email: (value) =>
    typeof value === "string" && /^(?!\.)(?!.*\.\.)([\w'+-.]*)[\w+-]@([\da-z][\da-z-]*\.)+[a-z]{2,}$/i.test(value),
  number: (value) => typeof value === "number" && Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === "boolean",
  datetime: (value) => typeof value === "string" && instant.test(value) && !Number.isNaN(Date.parse(value)),
  date: (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value),
  time: (value) => typeof value === "string" && /^\d{2}:\d{2}:\d{2}$/.test(value),
  object: (value) => isObject(value),
  any: () => true,
};

function check(value: JsonValue, wire: Wire, at: string): readonly string[] {
  if (typeof wire === "string") return checkSimple(value, wire, at);
  if (value === null) return wire.nullable === true ? [] : [`${at}: null`];
  if ("enum" in wire)
    return typeof value === "string" && wire.enum.includes(value) ? [] : [`${at}: not one of the enum`];
  if ("oneOf" in wire) {
    return wire.oneOf.some((one) => check(value, one, at).length === 0) ? [] : [`${at}: none of the alternatives`];
  }
  if ("list" in wire) {
    return isList(value) ? value.flatMap((item) => check(item, wire.list, `${at}[]`)) : [`${at}: not a list`];
  }
  return isObject(value) ? checkFields(value, wire.fields, at) : [`${at}: not an object`];
}

function checkSimple(value: JsonValue, wire: string, at: string): readonly string[] {
  if (value === null) return wire.endsWith("?") || wire === "any" ? [] : [`${at}: null`];
  return simple[wire.replace("?", "")]?.(value) === true ? [] : [`${at}: not ${wire}`];
}

function checkFields(value: JsonObject, fields: Readonly<Record<string, Wire>>, at: string): readonly string[] {
  const known = new Map(Object.entries(fields).map(([name, wire]) => [name.replace("?", ""), wire]));
  const extra = Object.keys(value).filter((name) => !known.has(name));
  const problems = extra.map((name) => `${at}.${name}: not a field`);
  for (const [name, wire] of known) {
    const found = value[name];
    if (found !== undefined) problems.push(...check(found, wire, `${at}.${name}`));
    else if (!(`${name}?` in fields)) problems.push(`${at}.${name}: missing`);
  }
  return problems;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
