import { z } from "zod";

import { isoTime } from "@/lib/http/page";
import { pathChangeSchema } from "@/lib/mirror/schema";

import { changeKinds } from "./change-words";

const seq = z.string().regex(/^\d{1,18}$/);

/** A version is what the record was right after a change of its history, named by the change's `seq`. */
export const comparedVersionsSchema = z.object({ from: seq, to: z.union([seq, z.literal("now")]).default("now") });
export type ComparedVersions = z.output<typeof comparedVersionsSchema>;

const versionSchema = z.object({
  /** Null: as it is now. */
  seq: z.string().nullable(),
  kind: z.enum(changeKinds).nullable(),
  at: isoTime,
});
export type RecordVersion = z.infer<typeof versionSchema>;

/** Values that may not be seen are masked on both sides: that they differ is all that is said of them. */
export const recordComparisonSchema = z.object({
  from: versionSchema,
  to: versionSchema,
  /** Changes from the one to the other. */
  versionsBetween: z.number(),
  /** Edits by hand in between that a full fetch put right: they are left out. */
  handEdits: z.number(),
  /** The row as it is now was written by something beside a fetch. */
  isEdited: z.boolean(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  changes: z.array(pathChangeSchema),
});
export type RecordComparison = z.infer<typeof recordComparisonSchema>;
