import type { JsonObject, JsonValue } from "@/lib/simulator/json";

/** A field that has to be text. */
export function textField(record: JsonValue | undefined, field: string): string {
  const value = isObject(record) ? record[field] : undefined;
  if (typeof value === "string") return value;
  throw new Error(`${field} is not text: ${JSON.stringify(value)}`);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
