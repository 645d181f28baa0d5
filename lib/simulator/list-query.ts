import { createHash } from "node:crypto";

import type { ActiveFilter } from "./filters";
import type { ListEndpoint } from "./shape";

export type ListQuery = {
  readonly pageSize: number;
  /** Position of the first record that may be on this page. */
  readonly from: number;
  readonly updatedAfter: number | null;
  readonly includeDeleted: boolean;
  readonly ids: ReadonlySet<string> | null;
  readonly remoteIds: ReadonlySet<string> | null;
  readonly filters: readonly ActiveFilter[];
  /** A filter the tool cannot apply and that was not to be ignored: nothing passes. */
  readonly nothingPasses: boolean;
  readonly cursorFor: (from: number) => string;
};

export type ParsedQuery = { readonly query: ListQuery } | { readonly problem: string };

const instant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?Z?$/;

/** The standard parameters of a list endpoint, as strict as Kombo's reference describes them. */
export function parseListQuery(options: {
  readonly endpoint: ListEndpoint;
  readonly integrationId: string;
  readonly params: URLSearchParams;
  readonly pageSizeMax?: number;
}): ParsedQuery {
  const { endpoint, params, pageSizeMax = Number.MAX_SAFE_INTEGER } = options;
  const pageSize = parsePageSize(params.get("page_size"));
  if (pageSize === null) return { problem: "page_size must be an integer between 1 and 250" };
  const updatedAfter = parseInstant(params.get("updated_after"));
  if (updatedAfter === "bad") return { problem: "updated_after must look like YYYY-MM-DDTHH:mm:ss.sssZ" };
  const includeDeleted = parseFlag(params.get("include_deleted"));
  if (includeDeleted === null) return { problem: "include_deleted must be true or false" };
  const ignore = parseFlag(params.get("ignore_unsupported_filters"));
  if (ignore === null) return { problem: "ignore_unsupported_filters must be true or false" };

  const fingerprint = fingerprintOf(options);
  const from = parseCursor(params.get("cursor"), fingerprint);
  if (from === null) return { problem: "cursor is not valid for this request" };
  const given = activeFilters(endpoint, params);
  return {
    query: {
      pageSize: endpoint.unpaginated ? Number.MAX_SAFE_INTEGER : Math.min(pageSize, pageSizeMax),
      from,
      updatedAfter,
      includeDeleted,
      ids: parseList(params.get("ids")),
      remoteIds: parseList(params.get("remote_ids")),
      filters: given.filter(({ filter }) => filter.test !== "unsupported"),
      nothingPasses: !ignore && given.some(({ filter }) => filter.test === "unsupported"),
      cursorFor: (next) => Buffer.from(JSON.stringify([fingerprint, next])).toString("base64url"),
    },
  };
}

function activeFilters(endpoint: ListEndpoint, params: URLSearchParams): readonly ActiveFilter[] {
  return (endpoint.filters ?? []).flatMap((filter) => {
    const value = params.get(filter.param);
    return value === null || value === "" ? [] : [{ filter, value }];
  });
}

function parsePageSize(text: string | null): number | null {
  if (text === null) return 100;
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return size >= 1 && size <= 250 ? size : null;
}

function parseInstant(text: string | null): number | "bad" | null {
  if (text === null || text === "") return null;
  const ms = instant.test(text) ? Date.parse(text.endsWith("Z") || !text.includes("T") ? text : `${text}Z`) : NaN;
  return Number.isNaN(ms) ? "bad" : ms;
}

function parseFlag(text: string | null): boolean | null {
  if (text === null || text === "false") return false;
  return text === "true" ? true : null;
}

function parseList(text: string | null): ReadonlySet<string> | null {
  return text === null || text === "" ? null : new Set(text.split(","));
}

/** Everything but the position and the page's size: a cursor is worth something only with the same filters. */
function fingerprintOf(options: {
  readonly endpoint: ListEndpoint;
  readonly integrationId: string;
  readonly params: URLSearchParams;
}): string {
  const relevant = [...options.params].filter(([name]) => name !== "cursor" && name !== "page_size");
  const sorted = relevant.map(([name, value]) => `${name}=${value}`).toSorted();
  const text = [options.integrationId, options.endpoint.path, ...sorted].join("\n");
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

function parseCursor(cursor: string | null, fingerprint: string): number | null {
  if (cursor === null || cursor === "") return 0;
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  const match = /^\["([\w-]{16})",(\d{1,12})\]$/.exec(text);
  return match?.[1] === fingerprint ? Number(match[2]) : null;
}
