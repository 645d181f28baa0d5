import { oneOf, text, usually, type Values } from "@/components/address/parameters";
import { healthKinds } from "@/lib/health/schema/health-words";

const integrationSorts = ["worst", "name", "records", "delta", "full"] as const;
export type IntegrationSort = (typeof integrationSorts)[number];

export const integrationParams = {
  q: usually(text, ""),
  category: text,
  tool: text,
  health: oneOf(healthKinds),
  sort: usually(oneOf(integrationSorts), "worst"),
};

export type IntegrationParams = Values<typeof integrationParams>;
