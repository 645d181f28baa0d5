import { personName } from "./names";
import { deleteAny, type LifeContext, type Recipe, undeleteAny, updateAny } from "./recipe";
import type { Mutation } from "./simulator";

export const lmsLife: readonly Recipe[] = [
  { what: "a learner enrols", plan: enrol },
  {
    what: "a learner completes a course",
    plan: updateAny("lms_course_progressions", ({ now }) => ({
      status: "COMPLETED",
      completed_at: new Date(now).toISOString(),
    })),
  },
  {
    what: "a learner begins a course",
    plan: updateAny("lms_course_progressions", () => ({
      status: "IN_PROGRESS",
      completed_at: null,
    })),
  },
  {
    what: "a course revision gets another title",
    plan: updateAny("lms_course_revisions", ({ random }) => ({
      title: `Neuauflage ${random.below(1_000)}: Sicher arbeiten`,
    })),
  },
  {
    what: "a learner takes another name",
    plan: updateAny("lms_users", ({ random }) => ({
      last_name: personName(5, random.below(20_000)).last,
    })),
  },
  { what: "a learner joins", plan: () => [{ kind: "create", model: "lms_users" }] },
  { what: "a learner drops out", plan: deleteAny("lms_course_progressions") },
  { what: "a learner is back in the course", plan: undeleteAny("lms_course_progressions") },
  {
    what: "a skill is renamed",
    plan: updateAny("lms_skills", ({ random }) => ({ name: `Skill ${random.below(500)}` })),
  },
];

function enrol({ world, random, any, now }: LifeContext): readonly Mutation[] {
  const parent = any("lms_users");
  const index = parent === null ? null : world.find("lms_users", parent);
  if (parent === null || index === null || !world.hasRoom("lms_course_progressions", index)) {
    return [];
  }
  const enrolled = new Date(now - random.below(3) * 86_400_000).toISOString();
  const fields = { status: "ENROLLED", enrolled_at: enrolled, completed_at: null };
  return [{ kind: "create", model: "lms_course_progressions", parent, fields }];
}
