import { parseArgs } from "node:util";
import { z } from "zod";

import { ExpectedFailure } from "@/lib/local/expected-failure";

/** `--name value` as a schema wants them; what is not given is left to its defaults. */
export function readOptions<Shape extends z.ZodRawShape>(
  args: readonly string[],
  schema: z.ZodObject<Shape>,
): z.infer<z.ZodObject<Shape>> {
  const options = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, { type: "string" as const }]));
  const parsed = schema.safeParse(parseArgs({ args: [...args], options }).values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ExpectedFailure(`--${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not understood"}`);
}

export const count = z.coerce.number().int().positive();

/** Some of what there is, in the order given. */
export function someOf<const Name extends string>(names: readonly [Name, ...Name[]]) {
  return z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(names)));
}
