import { listEndpoints } from "@/lib/kombo/endpoints";

import { endUserOf, type Integration } from "./integration";
import type { JsonObject } from "./json";
import { komboId } from "./kombo-id";

/** What GET /integrations/{id} says. */
export function integrationDetails(integration: Integration): JsonObject {
  return {
    id: integration.id,
    tool: {
      id: integration.tool,
      label: labelOf(integration.tool),
      internal_label: null,
      logo_url: `https://assets.kombo.example/${integration.tool}/logo.svg`,
      icon_url: `https://assets.kombo.example/${integration.tool}/icon.svg`,
    },
    category: integration.category,
    status: integration.state,
    setup_status: integration.setupStatus,
    end_user: endUserOf(integration),
    scope_config: { id: komboId(1, "scope config"), name: "Everything" },
    data_expired_at: null,
    created_at: integration.createdAt.toISOString(),
    beta: false,
    read_models: readModels(integration).map(({ id, label, available, fields }) => ({
      id,
      label,
      is_available: available,
      coverage_status: available ? "SUPPORTED" : "UNSUPPORTED",
      scope_config_setting: "ENABLED",
      opted_out_by_customer: false,
      fields: fields.map((field) => ({
        id: field,
        is_available: available,
        coverage_status: available ? "SUPPORTED" : "UNSUPPORTED",
        scope_config_setting: "ENABLED",
        opted_out_by_customer: false,
      })),
    })),
    write_actions: [],
  };
}

/** What GET /tools/{category} says about the tool. */
export function toolDetails(integration: Integration): JsonObject {
  const { tool } = integration;
  return {
    id: tool,
    label: labelOf(tool),
    internal_label: null,
    assets: {
      logo_url: `https://assets.kombo.example/${tool}/logo.svg`,
      icon_url: `https://assets.kombo.example/${tool}/icon.svg`,
      icon_black_url: `https://assets.kombo.example/${tool}/icon-black.svg`,
    },
    paid_api_details_markdown: null,
    fast_track_details_markdown: null,
    partner_only_details_markdown: null,
    connection_guide_url: null,
    coverage: {
      read_models: readModels(integration).map(({ id, label, available, fields }) => ({
        id,
        label,
        coverage_status: available ? "SUPPORTED" : "UNSUPPORTED",
        fields: fields.map((field) => ({ id: field, coverage_status: "SUPPORTED" })),
      })),
      write_actions: [],
      features: [],
    },
  };
}

type ReadModel = {
  readonly id: string;
  readonly label: string;
  readonly available: boolean;
  readonly fields: readonly string[];
};

function readModels({ category, world, unavailableModels }: Integration): readonly ReadModel[] {
  return listEndpoints(category).map(({ model, label }) => ({
    id: model,
    label,
    available: !unavailableModels.has(model),
    fields: Object.keys(world.record(model, 0)).filter((field) => field !== "remote_data"),
  }));
}

const labels: Readonly<Record<string, string>> = { talentlms: "TalentLMS", hibob: "HiBob", bamboohr: "BambooHR" };

function labelOf(tool: string): string {
  return labels[tool] ?? tool.charAt(0).toUpperCase() + tool.slice(1);
}
