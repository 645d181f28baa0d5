import { endUserOf, type Integration } from "./integration";
import type { JsonObject } from "./json";
import { komboId } from "./kombo-id";

type Source = { readonly integration: Integration; readonly now: number };

/** The data of an event about an integration; for a type that is not known, something that only has its id. */
export function webhookData(type: string, source: Source): JsonObject {
  return (payloads.get(type) ?? named)(source);
}

export function dataChanged(integration: Integration, models: readonly string[]): JsonObject {
  return { ...names(integration), changed_models: models.map((name) => ({ name })) };
}

function names({ id, tool, category }: Integration): JsonObject {
  return { integration_id: id, integration_tool: tool, integration_category: category };
}

function named({ integration }: Source): JsonObject {
  return { ...names(integration), end_user: endUserOf(integration) };
}

function created({ integration }: Source): JsonObject {
  const { id, tool, category } = integration;
  return { id, tool, category, end_user: endUserOf(integration) };
}

function syncFinished(source: Source): JsonObject {
  return {
    ...named(source),
    sync_id: komboId(source.now, "sync"),
    sync_state: "SUCCEEDED",
    sync_started_at: new Date(source.now - 60_000).toISOString(),
    sync_ended_at: new Date(source.now).toISOString(),
    sync_duration_seconds: 60,
    log_url: "https://app.kombo.example/logs/sync",
  };
}

function assessmentOrder({ integration }: Source): JsonObject {
  return {
    id: komboId(1, "order"),
    package_id: "package-1",
    status: "OPEN",
    integration_id: integration.id,
    candidate: {
      remote_id: "1",
      email: "zoe.muller@mail.example",
      first_name: "Zoë",
      last_name: "Müller",
      phone: null,
    },
    application: { remote_id: "500000" },
    job: {
      remote_id: "1",
      name: "Software Engineer",
      job_code: null,
      description: null,
      location: null,
      hiring_team: [],
    },
  };
}

function aiApplyApplication({ now }: Source): JsonObject {
  const at = new Date(now).toISOString();
  return {
    id: komboId(1, "ai apply"),
    job_posting_id: komboId(1, "posting"),
    status: "SUBMITTED",
    created_at: at,
    updated_at: at,
  };
}

function aiApplyPosting({ now }: Source): JsonObject {
  const at = new Date(now).toISOString();
  return {
    id: komboId(1, "posting"),
    career_site: { id: komboId(1, "site"), label: "Jobs" },
    url: "https://jobs.fjordlys-software.example/1",
    job_code: null,
    created_at: at,
    updated_at: at,
    archived_at: null,
    archived_reason: null,
    availability: "APPLYABLE",
  };
}

const payloads: ReadonlyMap<string, (source: Source) => JsonObject> = new Map([
  ["data-changed", ({ integration }: Source) => dataChanged(integration, [])],
  ["integration-created", created],
  ["integration-deleted", (source: Source) => ({ ...created(source), deleted_at: new Date(source.now).toISOString() })],
  [
    "integration-state-changed",
    (source: Source) => ({
      ...named(source),
      qa_status: source.integration.qaStatus,
      setup_status: source.integration.setupStatus,
      state: source.integration.state,
      updated_at: new Date(source.now).toISOString(),
    }),
  ],
  [
    "connection-flow-failed",
    ({ integration }: Source) => ({
      integration_tool: integration.tool,
      integration_category: integration.category,
      end_user: endUserOf(integration),
      log_url: "https://app.kombo.example/logs/flow",
    }),
  ],
  ["sync-finished", syncFinished],
  ["remote-event-received", named],
  ["assessment:order-received", assessmentOrder],
  ["inline-assessment:order-received", assessmentOrder],
  ["ai-apply-application-status-updated", aiApplyApplication],
  ["ai-apply-job-posting-status-updated", aiApplyPosting],
]);

/** Every type that has an example, the removed one included. */
export const webhookTypes: readonly string[] = [...payloads.keys()];
