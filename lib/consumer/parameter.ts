import { z } from "zod";

/** A parameter that only the database shows to be wrong is refused as if its schema had refused it: the answer names it. */
export function wrongParameter(field: string, message: string): z.ZodError {
  return new z.ZodError([{ code: "custom", path: [field], message, input: undefined }]);
}
