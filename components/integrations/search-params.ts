import { parseAsString, parseAsStringLiteral, type inferParserType } from "nuqs";

import { healthKinds } from "@/lib/health/schema/health-words";

const integrationSorts = ["worst", "name", "records", "delta", "full"] as const;
export type IntegrationSort = (typeof integrationSorts)[number];

export const integrationParams = {
  q: parseAsString.withDefault(""),
  category: parseAsString,
  tool: parseAsString,
  health: parseAsStringLiteral(healthKinds),
  sort: parseAsStringLiteral(integrationSorts).withDefault("worst"),
};

export type IntegrationParams = Readonly<inferParserType<typeof integrationParams>>;
