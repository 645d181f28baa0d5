import { z } from "zod";

import { isoTime } from "@/lib/http/page";

/** What Kombo says of the API key; nothing of the key itself. */
export const checkKeyAnswerSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("valid"),
    environmentId: z.string().nullable(),
    latencyMs: z.number(),
    /** Kombo's clock minus ours. */
    clockOffsetMs: z.number().nullable(),
    window: z.object({ left: z.number(), limit: z.number() }).nullable(),
  }),
  z.object({ kind: z.literal("refused"), code: z.string(), message: z.string() }),
  z.object({ kind: z.literal("rate_limited"), until: isoTime }),
  z.object({ kind: z.literal("unreachable"), code: z.string() }),
]);
export type CheckKeyAnswer = z.infer<typeof checkKeyAnswerSchema>;
