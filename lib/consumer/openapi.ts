import { z } from "zod";

import { type Operation, operations } from "./operations";
import { problemSchema } from "./schema";

type Json = Readonly<Record<string, unknown>>;

const apiVersion = "1.0.0";

/** The API as OpenAPI 3.1 has it, from the very schemas that parse its requests. */
export function buildOpenApi(appUrl: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Kombo Mirror",
      version: apiVersion,
      description:
        "Reads a company's mirrored Kombo data. Fields and addresses are added, never renamed; accept what you do not know.",
    },
    servers: [{ url: appUrl }],
    security: [{ token: [] }],
    paths: Object.fromEntries(operations.map((operation) => [operation.path, { get: toOperation(operation) }])),
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A token of Settings → API tokens: `km_…`." },
      },
      schemas: { problem: toSchema(problemSchema) },
    },
  };
}

function toOperation({ operationId, summary, description, query, answer, expires }: Operation): Json {
  return {
    operationId,
    summary,
    description,
    parameters: listParameters(query),
    responses: {
      "200": { description: "A page.", content: { "application/json": { schema: toSchema(answer) } } },
      "400": problem("A parameter is wrong or not known; `errors` names it."),
      "401": problem("The token is missing, unknown, revoked or expired."),
      ...(expires ? { "410": problem("The cursor has expired; `detail` says how to start over.") } : {}),
      "429": problem("Too many requests with this token; ask again after `Retry-After` seconds."),
      "503": problem("The database did not answer."),
    },
  };
}

export type Parameter = {
  readonly name: string;
  readonly in: "query";
  readonly required: false;
  readonly description: string;
  readonly schema: Json;
};

export function listParameters(query: z.ZodObject): readonly Parameter[] {
  const { properties = {} } = toSchema(query);
  return Object.entries(properties).map(([name, property]) => {
    const { description = "", ...schema } = typeof property === "boolean" ? {} : property;
    return { name, in: "query", required: false, description, schema };
  });
}

function problem(description: string): Json {
  return {
    description,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/problem" } } },
  };
}

/** As it is sent: what may be added tomorrow is not forbidden today. */
function toSchema(schema: z.ZodType) {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, {
    io: "input",
    override: ({ jsonSchema }) => {
      // The format says it; the pattern would be two lines of digits.
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
      if (jsonSchema.format === "uuid") delete jsonSchema.pattern;
    },
  });
  return described;
}
