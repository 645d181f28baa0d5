import { z } from "zod";

import type { AppError, ErrorCode } from "@/lib/errors";

import type { Refusal } from "./refusal";

const titles: Readonly<Record<ErrorCode, string>> = {
  bad_request: "The request is not right",
  unauthorized: "A valid token is missing",
  forbidden: "This token may not do this",
  not_found: "There is no such thing",
  conflict: "This does not fit the present state",
  cursor_expired: "The cursor has expired",
  too_large: "The request is too large",
  uri_too_long: "The address is too long",
  unsupported_media_type: "The body is not JSON",
  rate_limited: "Too many requests",
  provider_unavailable: "The sign-in provider did not answer",
  kombo_unavailable: "Kombo is not available",
  not_configured: "Something is not set up",
  database_unavailable: "The database is not available",
  internal: "Something failed on our side",
};

/** A refusal as RFC 9457 has it; `errors` names each wrong parameter. */
export function toProblem({ failure, status, requestId, headers }: Refusal): Response {
  const errors = listErrors(failure);
  const body = {
    type: `urn:kombo-mirror:problem:${failure.code}`,
    title: titles[failure.code],
    status,
    detail: failure.message,
    ...(errors.length === 0 ? {} : { errors }),
    request_id: requestId,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...headers,
      "content-type": "application/problem+json",
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    },
  });
}

function listErrors({ cause }: AppError): readonly { field: string; message: string }[] {
  if (!(cause instanceof z.ZodError)) return [];
  return cause.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((field) => ({ field, message: "is not a parameter of this address" }))
      : [{ field: issue.path.join("."), message: issue.message }],
  );
}
