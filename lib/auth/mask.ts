import { fieldClass, type Sensitivity } from "@/lib/kombo/sensitivity";

import type { Sight } from "./sight";

/**
 * What stands in the place of a value that may not be seen. Nothing Kombo sends is mistaken for it: objects are shown only
 * where the catalog knows their parts.
 */
export type Masked = { readonly masked: Sensitivity };

/** Which values of which records: `path` as in the change log, empty for a whole record. */
export type Place = { readonly model: string; readonly path: string; readonly sight: Sight };

/** The value without what may not be seen. Nothing (null, an empty text or list) stays nothing, so that it can be told. */
export function maskValue(value: unknown, { model, path, sight }: Place): unknown {
  return mask(value, { model, path: withoutPositions(path), sight });
}

/** Whether the value as a whole is masked, not only parts of it. */
export function isHidden(value: unknown, place: Place): boolean {
  const seen = maskValue(value, place);
  return typeof seen === "object" && seen !== null && "masked" in seen && typeof seen.masked === "string";
}

/** A whole record, or a whole payload (`webhook`). */
export function maskRecord(
  model: string,
  data: Readonly<Record<string, unknown>>,
  sight: Sight,
): Record<string, unknown> {
  return maskEntries(data, { model, path: "", sight });
}

/** How sensitive a field is; null for what everybody sees. A container counts as its parts. */
export function sensitivityOf(model: string, path: string): Sensitivity | null {
  const known = fieldClass(model, withoutPositions(path));
  return known === "personal" || known === "high" ? known : null;
}

export function maySee(sight: Sight, sensitivity: Sensitivity | null): boolean {
  return sensitivity === null || sight[sensitivity];
}

/** `employments[B5KQ].pay_rate`, `employments.0.pay_rate` → `employments.pay_rate` */
function withoutPositions(path: string): string {
  return path.replaceAll(/\[[^\]]*\]/g, "").replaceAll(/\.\d+(?=\.|$)/g, "");
}

function mask(value: unknown, place: Place): unknown {
  if (isNothing(value)) return value;
  if (place.path === "") return maskParts(value, place);
  const known = fieldClass(place.model, place.path);
  if (known === "container") return typeof value === "object" ? maskParts(value, place) : hide("high", value, place);
  // Where one text was expected, an object may hold anything.
  if (known === "plain") return isPlain(value) ? value : hide("high", value, place);
  return hide(known, value, place);
}

function hide(sensitivity: Sensitivity, value: unknown, { sight }: Place): unknown {
  return sight[sensitivity] ? value : ({ masked: sensitivity } satisfies Masked);
}

function maskParts(value: unknown, place: Place): unknown {
  if (Array.isArray(value)) return value.map((entry) => maskParts(entry, place));
  if (typeof value !== "object" || value === null) return mask(value, { ...place, path: `${place.path}.?` });
  return maskEntries(value, place);
}

function maskEntries(value: object, place: Place): Record<string, unknown> {
  const prefix = place.path === "" ? "" : `${place.path}.`;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, mask(part, { ...place, path: prefix + key })]),
  );
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isPlain) : typeof value !== "object";
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
