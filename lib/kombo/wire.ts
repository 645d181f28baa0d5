import { z } from "zod";

/** What we rely on of Kombo's answers; everything else passes through (I11). */
export const listAnswer = z.object({
  data: z.object({ results: z.array(z.unknown()), next: z.string().nullable() }),
});

export const errorAnswer = z.object({
  error: z.object({ code: z.string().nullish(), message: z.string().nullish(), title: z.string().nullish() }),
});

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
    tool: z.object({ id: z.string(), label: z.string().nullish() }),
    category: z.string(),
    status: z.string(),
    setup_status: z.string().nullish(),
    end_user: z
      .object({
        organization_name: z.string().nullish(),
        creator_email: z.string().nullish(),
        origin_id: z.string().nullish(),
      })
      .nullish(),
    data_expired_at: z.string().nullish(),
    read_models: z.array(readModel).nullish(),
  }),
});
export type IntegrationDetails = z.infer<typeof integrationAnswer>["data"];

export const checkApiKeyAnswer = z.object({ data: z.object({ environment_id: z.string().nullish() }) });
