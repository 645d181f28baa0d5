import { z } from "zod";

import { storableText } from "@/lib/storable-text";

/** What we rely on of Kombo's answers; everything else passes through (I11). The records were taken out by splitPage. */
export const listAnswer = z.object({
  data: z.object({ results: z.array(z.unknown()).length(0), next: z.string().nullable() }),
});

export const errorAnswer = z.object({
  error: z.object({ code: z.string().nullish(), message: z.string().nullish(), title: z.string().nullish() }),
});

/** Absent and null mean the same to us. */
const text = z
  .string()
  .nullish()
  .transform((value) => (typeof value === "string" ? storableText(value) : null));

const readModel = z.object({
  id: z.string(),
  is_available: z.boolean().nullish(),
  coverage_status: z.string().nullish(),
  scope_config_setting: z.string().nullish(),
  opted_out_by_customer: z.boolean().nullish(),
});
export type ReadModel = z.infer<typeof readModel>;

export const integrationAnswer = z.object({
  data: z.object({
    id: z.string(),
    tool: z.object({ id: z.string().transform(storableText), label: text }),
    category: z.string().transform(storableText),
    status: z.string().transform(storableText),
    setup_status: text,
    end_user: z
      .object({ organization_name: text, creator_email: text, origin_id: text })
      .nullish()
      .transform((value) => value ?? { organization_name: null, creator_email: null, origin_id: null }),
    data_expired_at: text,
    read_models: z
      .array(readModel)
      .nullish()
      .transform((value) => value ?? []),
  }),
});
export type IntegrationDetails = z.infer<typeof integrationAnswer>["data"];

export const checkApiKeyAnswer = z.object({ data: z.object({ environment_id: z.string().nullish() }) });

export const komboSyncTypes = ["DELTA", "FULL"] as const;
export type KomboSyncType = (typeof komboSyncTypes)[number];
/** In which Kombo shows its reconnection flow. */
export const linkLanguages = ["en", "de", "fr", "it", "es"] as const;
export type LinkLanguage = (typeof linkLanguages)[number];

export const forceSyncAnswer = z.object({
  data: z.object({
    already_queued: z.boolean(),
    sync_id: z.string().transform(storableText),
    /** May differ from what was asked for: not every tool has deltas. */
    type: z.string().transform(storableText),
  }),
});
export type StartedSync = z.infer<typeof forceSyncAnswer>["data"];

export const relinkAnswer = z.object({ data: z.object({ link: z.url({ protocol: /^https$/ }) }) });
