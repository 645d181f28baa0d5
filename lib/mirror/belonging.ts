import { isJsonObject, type JsonObject, valueAt } from "./json";

/** Whose record it is: a person's absence, a candidate's application. */
type Belonging = { readonly path: string; readonly model: string };

const belongingByModel: Readonly<Record<string, Belonging>> = {
  hris_employments: { path: "employee_id", model: "hris_employees" },
  hris_absences: { path: "employee_id", model: "hris_employees" },
  hris_time_off_balances: { path: "employee_id", model: "hris_employees" },
  hris_timesheets: { path: "employee_id", model: "hris_employees" },
  hris_performance_reviews: { path: "reviewee.id", model: "hris_employees" },
  ats_applications: { path: "candidate.id", model: "ats_candidates" },
  ats_offers: { path: "application.candidate.id", model: "ats_candidates" },
  ats_interviews: { path: "application.candidate.id", model: "ats_candidates" },
  ats_notes: { path: "candidate_id", model: "ats_candidates" },
  lms_course_progressions: { path: "user_id", model: "lms_users" },
};

export type Owner = { readonly model: string; readonly komboId: string };

/** Whom a record belongs to; null when it is nobody's. */
export function ownerOf(model: string, data: unknown): Owner | null {
  const belonging = belongingByModel[model];
  const komboId = belonging && valueAt(data, belonging.path);
  return belonging && typeof komboId === "string" ? { model: belonging.model, komboId } : null;
}

/** The part of a record that names its owner; nothing without one. */
export function nameOwner(model: string, ownerId: string | null): JsonObject {
  const keys = belongingByModel[model]?.path.split(".") ?? [];
  if (ownerId === null || keys.length === 0) return {};
  const [part] = keys.toReversed().reduce<[unknown]>(([value], key) => [{ [key]: value }], [ownerId]);
  return isJsonObject(part) ? part : {};
}

/** The models whose records belong to one of this model, with the path of the owner's id. */
export function listBelongings(model: string): readonly { readonly model: string; readonly path: string }[] {
  return Object.entries(belongingByModel).flatMap(([owned, { path, model: owner }]) =>
    owner === model ? [{ model: owned, path }] : [],
  );
}
