import { listParameters } from "./openapi";
import { operations } from "./operations";

const examples: Readonly<Record<string, string>> = {
  "/api/v1/records": "?model=hris_employees&limit=500",
  "/api/v1/changes": "?expand=record&cursor=$CURSOR",
  "/api/v1/runs": "?state=failed",
};

/** The same as the OpenAPI document says, for people. */
export function describeApi() {
  return operations.map(({ path, description, query }) => ({
    path,
    description,
    example: examples[path] ?? "",
    parameters: listParameters(query).map(({ name, description: text, schema }) => ({
      name,
      description: text,
      values: listValues(schema["enum"]),
      usual: toText(schema["default"]),
    })),
  }));
}

function listValues(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.flatMap((value) => toText(value) ?? []) : [];
}

function toText(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}
