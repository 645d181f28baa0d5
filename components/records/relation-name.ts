"use client";

import { useQuery } from "@tanstack/react-query";

import { cutId } from "@/lib/format";
import { readRelated } from "@/lib/mirror/schema/related-words";
import { recordQuery } from "@/lib/queries/records";

import { namePath } from "./field-names";
import type { RecordParams } from "./search-params";

/** `Manager`, `Sarah Weber`. */
export type RelationName = { readonly label: string; readonly value: string };

/** What the filter by a named record is called; by its id until the record is known, and where its name may not be seen. */
export function useRelationName({
  related,
  integration,
}: Pick<RecordParams, "related" | "integration">): RelationName | null {
  const asked = related === null ? null : readRelated(related);
  const { path = "", of: model = "", komboId = "" } = asked ?? {};
  const { data: record } = useQuery({
    ...recordQuery({ komboIntegrationId: integration ?? "", model, komboId }),
    enabled: asked !== null && integration !== null,
    refetchInterval: false,
  });
  if (related === null) return null;
  if (asked === null) return { label: "Names", value: related };
  return { label: namePath(path.replace(/\.id$/, "")), value: record?.displayName ?? cutId(komboId) };
}
