import { Kombo } from "@kombo-api/sdk";
import * as models from "@kombo-api/sdk/models";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Simulator } from "@/lib/simulator/simulator";
import { startSimulator } from "@/lib/simulator/start-simulator";

import { complete, integrationOf, readAll } from "./kombo-reader";

let simulator: Simulator;
let hris: Kombo;
let ats: Kombo;

beforeAll(async () => {
  simulator = await startSimulator({ size: 110, rateLimit: { limit: 100_000 }, integrations: complete });
  for (let step = 0; step < 300; step += 1) simulator.life.step();
  hris = client("HRIS");
  ats = client("ATS");
});

afterAll(() => simulator.stop());

function client(category: string): Kombo {
  return new Kombo({
    api_key: simulator.apiKey,
    server_url: simulator.url,
    integration_id: integrationOf(simulator, category),
  });
}

type Pages = AsyncIterable<{ readonly result: { readonly data: { readonly results: readonly unknown[] } } }>;

const query = { include_deleted: true, page_size: 40 } as const;

const lists: readonly (readonly [string, () => Promise<Pages>])[] = [
  ["/hris/employees", () => hris.hris.getEmployees(query)],
  ["/hris/employee-document-categories", () => hris.hris.getEmployeeDocumentCategories(query)],
  ["/hris/groups", () => hris.hris.getGroups(query)],
  ["/hris/employments", () => hris.hris.getEmployments(query)],
  ["/hris/locations", () => hris.hris.getLocations(query)],
  ["/hris/absence-types", () => hris.hris.getAbsenceTypes(query)],
  ["/hris/time-off-balances", () => hris.hris.getTimeOffBalances(query)],
  ["/hris/absences", () => hris.hris.getAbsences(query)],
  ["/hris/legal-entities", () => hris.hris.getLegalEntities(query)],
  ["/hris/timesheets", () => hris.hris.getTimesheets(query)],
  ["/hris/performance-review-cycles", () => hris.hris.getPerformanceReviewCycles(query)],
  ["/hris/performance-reviews", () => hris.hris.getPerformanceReviews(query)],
  ["/hris/staffing-entities", () => hris.hris.getStaffingEntities(query)],
  ["/ats/applications", () => ats.ats.getApplications(query)],
  ["/ats/candidates", () => ats.ats.getCandidates(query)],
  ["/ats/tags", () => ats.ats.getTags(query)],
  ["/ats/application-stages", () => ats.ats.getApplicationStages(query)],
  ["/ats/jobs", () => ats.ats.getJobs(query)],
  ["/ats/users", () => ats.ats.getUsers(query)],
  ["/ats/roles", () => ats.ats.getRoles(query)],
  ["/ats/offers", () => ats.ats.getOffers(query)],
  ["/ats/rejection-reasons", () => ats.ats.getRejectionReasons(query)],
  ["/ats/interviews", () => ats.ats.getInterviews(query)],
];

describe("Kombo's own SDK", () => {
  it.each(lists)("pages %s to the end and accepts every record", async (path, call) => {
    let count = 0;
    for await (const page of await call()) count += page.result.data.results.length;
    const integrationId = integrationOf(simulator, path.startsWith("/hris") ? "HRIS" : "ATS");
    expect(count).toBe((await readAll(simulator, { integrationId, path }, { include_deleted: "true" })).length);
  });

  it("accepts the answers about the environment and its integrations", async () => {
    const integrationId = integrationOf(simulator, "HRIS");
    const key = await hris.general.checkApiKey();
    const details = await hris.general.getIntegrationDetails({ integration_id: integrationId });
    expect(key.data.environment_id).toHaveLength(24);
    expect(details.data).toMatchObject({ id: integrationId, status: "ACTIVE", setup_status: "COMPLETED" });
  });

  it("accepts the answers of the actions", async () => {
    const sync = await hris.general.triggerSync({ type: "DELTA" });
    const link = await hris.connect.createConnectionLink({
      end_user_email: "ada@customer.example",
      end_user_organization_name: "Customer",
      integration_category: "HRIS",
    });
    const tools = await hris.general.getTools({ category: "hris" });
    expect(sync.data.already_queued).toBe(false);
    expect(link.data.link).toMatch(/^https:/);
    expect(tools.data.tools[0]?.id).toBe("personio");
  });

  it("accepts attachments, and that there are no assessment packages", async () => {
    const attachments = await ats.ats.getCandidateAttachments({ candidate_id: "2nPq4Wm8Zt6Kc1Rb5Xs9Ld3F" });
    const packages = await ats.assessment.getPackages();
    expect(attachments.data.results).toHaveLength(1);
    expect(packages.data.packages).toEqual([]);
  });

  it("reads an error as an error of Kombo with its code", async () => {
    const refused = new Kombo({ api_key: "wrong", server_url: simulator.url, integration_id: "personio:x" });
    await expect(refused.hris.getEmployees({})).rejects.toMatchObject({
      statusCode: 401,
      error: { code: "PLATFORM.AUTHENTICATION_INVALID" },
    });
  });
});

const payloads = [
  ["data-changed", models.DataChangedWebhookPayload$inboundSchema],
  ["integration-created", models.IntegrationCreatedWebhookPayload$inboundSchema],
  ["integration-deleted", models.IntegrationDeletedWebhookPayload$inboundSchema],
  ["integration-state-changed", models.IntegrationStateChangedWebhookPayload$inboundSchema],
  ["connection-flow-failed", models.ConnectionFlowFailedWebhookPayload$inboundSchema],
  ["sync-finished", models.SyncFinishedWebhookPayload$inboundSchema],
  ["assessment:order-received", models.AssessmentOrderReceivedWebhookPayload$inboundSchema],
  ["inline-assessment:order-received", models.InlineAssessmentOrderReceivedWebhookPayload$inboundSchema],
] as const;

describe("the SDK's webhook schemas", () => {
  it.each(payloads)("accept %s", (type, schema) => {
    const id = simulator.sendWebhook(type);
    const body = simulator.sentWebhooks.find((sent) => sent.id === id)?.body;
    expect(schema.safeParse(JSON.parse(body ?? "null"))).toMatchObject({ success: true });
  });

  // ats_notes came after this SDK: its closed list refuses the name, as it would refuse Kombo's.
  it("accept every data-changed that life causes, but for models newer than the SDK", () => {
    const bodies = simulator.sentWebhooks.filter(({ type }) => type === "data-changed").map(({ body }) => body);
    const old = bodies.filter((body) => !body.includes("ats_notes"));
    expect(old.length).toBeGreaterThan(0);
    for (const body of old) {
      expect(models.DataChangedWebhookPayload$inboundSchema.safeParse(JSON.parse(body))).toMatchObject({
        success: true,
      });
    }
  });
});
