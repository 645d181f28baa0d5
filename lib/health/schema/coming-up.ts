import { z } from "zod";

import { isoTime } from "@/lib/http/page";

const comingUpKinds = ["rate_limit_ends", "tries_again", "catch_up", "full_fetch"] as const;
export type ComingUpKind = (typeof comingUpKinds)[number];

/** What happens next by itself, soonest first. */
export const comingUpSchema = z.object({
  next: z.array(
    z.object({
      kind: z.enum(comingUpKinds),
      at: isoTime,
      /** Runs, endpoints or integrations it is about, by its kind. */
      count: z.number(),
      /** When it is about one alone. */
      run: z.object({ id: z.string(), endpointLabel: z.string(), name: z.string() }).nullable(),
    }),
  ),
  /** Integrations a person has paused: nothing comes up for them. */
  paused: z.number(),
  /** The oldest last full fetch of all that are read, and which have none. */
  lastFullFetchAt: isoTime.nullable(),
  withoutFullFetch: z.number(),
});
export type ComingUp = z.infer<typeof comingUpSchema>;
