import { deleteAny, type LifeContext, type Recipe, undeleteAny, updateAny } from "./recipe";
import type { Mutation } from "./simulator";

export const atsLife: readonly Recipe[] = [
  { what: "a candidate applies", plan: apply },
  { what: "an application moves to another stage", plan: moveStage },
  { what: "an interview is planned", plan: planInterview },
  {
    what: "an interview is canceled",
    plan: updateAny("ats_interviews", () => ({ canceled: true })),
  },
  { what: "an offer is made", plan: makeOffer },
  { what: "an offer is accepted", plan: updateAny("ats_offers", () => ({ status: "ACCEPTED" })) },
  {
    what: "an application is declined",
    plan: updateAny("ats_applications", ({ now }) => ({
      outcome: "DECLINED",
      rejection_reason_name: "Position filled",
      rejected_at: new Date(now).toISOString(),
    })),
  },
  { what: "a candidate is tagged", plan: tag },
  {
    what: "a note is written",
    plan: (context) => createBelow(context, { model: "ats_notes", above: "ats_candidates" }),
  },
  {
    what: "a job is renamed",
    plan: updateAny("ats_jobs", ({ random }) => ({ name: `Teamlead Nord ${random.below(1_000)}` })),
  },
  { what: "a job is closed", plan: updateAny("ats_jobs", () => ({ status: "CLOSED" })) },
  { what: "a candidate is removed", plan: deleteAny("ats_candidates") },
  { what: "a candidate comes back", plan: undeleteAny("ats_candidates") },
];

function apply({ world, any, now }: LifeContext): readonly Mutation[] {
  const parent = String(world.extent("ats_candidates") + 1);
  const job = any("ats_jobs");
  if (job === null) return [];
  const created = new Date(now).toISOString();
  const remoteId = String(500_000 + world.extent("ats_applications"));
  const fields = {
    outcome: "PENDING",
    rejection_reason_name: null,
    rejected_at: null,
    remote_created_at: created,
    remote_updated_at: created,
  };
  return [
    {
      kind: "create",
      model: "ats_candidates",
      fields: { remote_created_at: created, remote_updated_at: created },
    },
    { kind: "create", model: "ats_applications", parent, fields },
    { kind: "link", model: "ats_applications", remoteId, link: "job", to: job },
    { kind: "link", model: "ats_applications", remoteId, link: "current_stage", to: "1" },
  ];
}

function moveStage({ any }: LifeContext): readonly Mutation[] {
  const remoteId = any("ats_applications");
  const to = any("ats_application_stages");
  if (remoteId === null || to === null) return [];
  return [{ kind: "link", model: "ats_applications", remoteId, link: "current_stage", to }];
}

function planInterview(context: LifeContext): readonly Mutation[] {
  const start = context.now + (2 + context.random.below(10)) * 86_400_000;
  return createBelow(context, {
    model: "ats_interviews",
    above: "ats_applications",
    fields: {
      starting_at: new Date(start).toISOString(),
      ending_at: new Date(start + 2_700_000).toISOString(),
      canceled: false,
    },
  });
}

function makeOffer(context: LifeContext): readonly Mutation[] {
  return createBelow(context, {
    model: "ats_offers",
    above: "ats_applications",
    fields: { status: "SENT" },
  });
}

function tag({ any }: LifeContext): readonly Mutation[] {
  const remoteId = any("ats_candidates");
  const to = any("ats_tags");
  if (remoteId === null || to === null) return [];
  return [{ kind: "members", model: "ats_join_candidates_tags", remoteId, to: [to] }];
}

/** A new record under any parent that still has room. */
function createBelow(
  { world, any }: LifeContext,
  of: Pick<Extract<Mutation, { kind: "create" }>, "model" | "fields"> & { readonly above: string },
): readonly Mutation[] {
  const parent = any(of.above);
  const index = parent === null ? null : world.find(of.above, parent);
  if (parent === null || index === null || !world.hasRoom(of.model, index)) return [];
  return [{ kind: "create", model: of.model, parent, fields: of.fields ?? {} }];
}
