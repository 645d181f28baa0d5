import type { Category } from "@/lib/kombo/endpoints";

import type { JsonObject } from "./json";
import { komboId } from "./kombo-id";
import { hashText, mix } from "./random";
import type { IntegrationSpec, IntegrationState, QaStatus, SetupStatus } from "./simulator";
import { day } from "./table";
import { getTable } from "./tables";
import { World } from "./world";

export type Integration = {
  readonly id: string;
  readonly tool: string;
  readonly category: Category;
  readonly organizationName: string;
  readonly originId: string | null;
  readonly creatorEmail: string;
  readonly createdAt: Date;
  readonly unavailableModels: ReadonlySet<string>;
  readonly world: World;
  state: IntegrationState;
  setupStatus: SetupStatus;
  qaStatus: QaStatus;
};

export const defaultIntegrations: readonly IntegrationSpec[] = [
  {
    category: "HRIS",
    tool: "personio",
    organizationName: "Morgenröte Logistik",
    originId: "customer-1",
    unavailableModels: ["hris_timesheets"],
  },
  {
    category: "ATS",
    tool: "greenhouse",
    organizationName: "Fjordlys Software",
    originId: "customer-2",
  },
  {
    category: "LMS",
    tool: "talentlms",
    organizationName: "Académie Belleville",
    originId: "customer-3",
  },
];

/** An integration and its data; the same specification, seed and position always give the same. */
export function createIntegration(options: {
  readonly spec: IntegrationSpec;
  readonly position: number;
  readonly seed: number;
  readonly size: number;
  readonly epoch: number;
  readonly now: () => number;
}): Integration {
  const { spec, position, epoch, now } = options;
  const seed = mix(options.seed, position + 1) >>> 1;
  const size = spec.size ?? options.size;
  const domain = domainOf(spec.organizationName);
  const scope = {
    seed,
    organizationName: spec.organizationName,
    domain,
    epoch,
    count: (model: string) => getTable(model).count?.(size) ?? 0,
  };
  return {
    id: `${spec.tool}:${komboId(mix(seed, hashText(spec.tool)), spec.organizationName)}`,
    tool: spec.tool,
    category: spec.category,
    organizationName: spec.organizationName,
    originId: spec.originId ?? null,
    creatorEmail: `admin@${domain}`,
    createdAt: new Date(epoch - 90 * day),
    unavailableModels: new Set(spec.unavailableModels ?? []),
    world: new World({ scope, now }),
    state: "ACTIVE",
    setupStatus: "COMPLETED",
    qaStatus: "PASSED",
  };
}

export function endUserOf(integration: Integration): JsonObject {
  return {
    organization_name: integration.organizationName,
    creator_email: integration.creatorEmail,
    origin_id: integration.originId,
  };
}

function domainOf(organizationName: string): string {
  const plain = organizationName.normalize("NFD").toLowerCase();
  return `${plain
    .replaceAll(/[^a-z0-9 ]/g, "")
    .trim()
    .replaceAll(/ +/g, "-")}.example`;
}
