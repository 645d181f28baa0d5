import type { JsonValue } from "./json";

export type Answer = {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
};

export function success(data: JsonValue): Answer {
  return json(200, { status: "success", data });
}

/** Actions and attachments carry warnings beside their data. */
export function successWithWarnings(data: JsonValue): Answer {
  return json(200, { status: "success", data, warnings: [] });
}

export function problem(options: {
  readonly status: number;
  readonly code: string | null;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}): Answer {
  const { status, code, message, headers = {} } = options;
  const title =
    code === null
      ? null
      : code
          .slice(code.indexOf(".") + 1)
          .toLowerCase()
          .replaceAll("_", " ");
  return { ...json(status, { status: "error", error: { code, title, message, log_url: null } }), headers };
}

/** What a load balancer in front of Kombo says. */
export function htmlPage(status: number): Answer {
  const body = `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`;
  return { status, body, contentType: "text/html", headers: {} };
}

function json(status: number, body: JsonValue): Answer {
  return { status, body: JSON.stringify(body), contentType: "application/json; charset=utf-8", headers: {} };
}
