import type { ErrorCode } from "@/lib/errors";

/** The one place where codes become HTTP. */
export const statusByCode: Readonly<Record<ErrorCode, number>> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  cursor_expired: 410,
  too_large: 413,
  rate_limited: 429,
  uri_too_long: 414,
  unsupported_media_type: 415,
  kombo_unavailable: 502,
  provider_unavailable: 502,
  not_configured: 503,
  database_unavailable: 503,
  internal: 500,
};
