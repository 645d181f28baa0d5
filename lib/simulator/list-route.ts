import { type Answer, problem, success, successWithWarnings } from "./answer";
import { spoilPage, type TakenFault } from "./faults";
import type { Integration } from "./integration";
import type { JsonObject } from "./json";
import { komboId } from "./kombo-id";
import { findListEndpoint } from "./list-endpoints";
import { listPage } from "./list-page";
import { parseListQuery } from "./list-query";
import type { ListEndpoint } from "./shape";
import type { Paging, UpdatedAfterMode } from "./simulator";

export type ListRequest = {
  readonly path: string;
  readonly params: URLSearchParams;
  readonly integration: Integration | null;
  readonly mode: UpdatedAfterMode;
  readonly paging: Paging;
  readonly fault: TakenFault | null;
};

const attachments = /^\/ats\/(applications|candidates)\/([^/]+)\/attachments$/;
const prefixes: Readonly<Record<string, string>> = { hris: "HRIS", ats: "ATS", lms: "LMS", assessment: "ASSESSMENT" };

/** Everything that reads an integration's data; null if the path is none of it. */
export function answerList(request: ListRequest): Answer | null {
  const { path, integration } = request;
  const category = prefixes[path.split("/")[1] ?? ""];
  if (category === undefined) return null;
  if (!integration) {
    return problem({
      status: 404,
      code: "PLATFORM.INTEGRATION_NOT_FOUND",
      message: "There is no integration with this id.",
    });
  }
  return notReady(integration) ?? answerModel(request, { integration, category });
}

function answerModel(request: ListRequest, of: { integration: Integration; category: string }): Answer | null {
  const { path } = request;
  const isAssessment = of.category === "ASSESSMENT";
  if (!isAssessment && of.category !== of.integration.category) return notAvailable(path);
  if (path === "/assessment/packages") return success({ packages: [] });
  if (path === "/assessment/orders" || path === "/assessment/orders/open") {
    return success({ results: [], next: null });
  }
  const attached = attachments.exec(path);
  if (attached) return successWithWarnings({ results: attachmentsOf(attached[1] ?? "", attached[2] ?? "") });
  const endpoint = findListEndpoint(path);
  if (!endpoint) return null;
  if (of.integration.unavailableModels.has(endpoint.model)) return notAvailable(path);
  return answerPage(request, { integration: of.integration, endpoint });
}

function answerPage(request: ListRequest, of: { integration: Integration; endpoint: ListEndpoint }): Answer {
  const { fault, mode, params } = request;
  const { integration, endpoint } = of;
  const { order, pageSizeMax } = request.paging;
  const parsed = parseListQuery({ endpoint, integrationId: integration.id, params, pageSizeMax });
  if ("problem" in parsed) {
    return problem({ status: 400, code: "PLATFORM.INPUT_INVALID", message: parsed.problem });
  }
  const shift = fault?.kind === "shifted-page" ? fault.by : 0;
  const query = { ...parsed.query, from: Math.max(0, parsed.query.from + shift) };
  return success(spoilPage(listPage({ world: integration.world, endpoint, query, mode, order }), fault));
}

/** A CV for whoever is asked about: what is attached is read live, so it is part of no list. */
function attachmentsOf(kind: string, id: string): readonly JsonObject[] {
  const owner = kind === "candidates" ? { candidate_id: id, application_id: null } : {};
  return [
    {
      id: komboId(3, id),
      ...owner,
      type: "CV",
      remote_id: `cv-${id}`,
      data_url: `https://files.kombo.example/${id}/cv.pdf`,
      file_name: "Lebenslauf.pdf",
      content_type: "application/pdf",
      remote_created_at: null,
      remote_updated_at: null,
    },
  ];
}

function notAvailable(path: string): Answer {
  return problem({
    status: 403,
    code: "INTEGRATION.MODEL_NOT_AVAILABLE",
    message: `This integration does not offer ${path}.`,
  });
}

function notReady({ state, setupStatus, qaStatus }: Integration): Answer | null {
  if (setupStatus === "INCOMPLETE") {
    return problem({ status: 409, code: "INTEGRATION.SETUP_INCOMPLETE", message: "The setup is not finished." });
  }
  if (setupStatus === "FINAL_SYNC_PENDING") return setupSyncPending();
  if (qaStatus === "FAILED") {
    return problem({ status: 409, code: "INTEGRATION.QA_FAILED", message: "Quality assurance failed." });
  }
  if (state === "INACTIVE") {
    return problem({ status: 403, code: "INTEGRATION.INACTIVE", message: "The integration is disabled." });
  }
  return null;
}

export function setupSyncPending(): Answer {
  return problem({
    status: 409,
    code: "INTEGRATION.SETUP_SYNC_PENDING",
    message: "The first sync has not finished yet.",
  });
}
