import { personName } from "./names";
import { occupationAt } from "./occupations";
import { deleteAny, type LifeContext, type Recipe, undeleteAny, updateAny } from "./recipe";
import type { Mutation } from "./simulator";

const millisecondsOfDay = 86_400_000;

export const hrisLife: readonly Recipe[] = [
  { what: "somebody is hired", plan: hire },
  {
    what: "somebody takes another name",
    plan: updateAny("hris_employees", ({ random }) => {
      const { last } = personName(random.below(10_000), random.below(10_000));
      return { last_name: last };
    }),
  },
  {
    what: "a job title changes",
    plan: updateAny("hris_employments", ({ random }) => ({
      job_title: `Lead ${occupationAt(random.below(29)).title}`,
    })),
  },
  { what: "a salary is raised", plan: raise },
  { what: "time off is requested", plan: requestAbsence },
  {
    what: "an absence is approved",
    plan: updateAny("hris_absences", ({ now }) => ({
      status: "APPROVED",
      remote_updated_at: new Date(now).toISOString(),
    })),
  },
  {
    what: "a balance is used up a little",
    plan: updateAny("hris_time_off_balances", ({ random }) => {
      const used = random.below(28);
      return { used, balance: 30 - used };
    }),
  },
  { what: "somebody moves to other groups", plan: moveGroups },
  { what: "somebody leaves and is removed", plan: leave },
  { what: "somebody comes back", plan: undeleteAny("hris_employees") },
  { what: "an absence is withdrawn", plan: deleteAny("hris_absences") },
  {
    what: "a group is renamed",
    plan: updateAny("hris_teams", ({ random }) => ({ name: `Team ${personName(3, random.below(5_000)).last}` })),
  },
  { what: "somebody gets another manager", plan: changeManager },
];

function hire({ world, random, any, now }: LifeContext): readonly Mutation[] {
  const remoteId = String(world.extent("hris_employees") + 1);
  const start = new Date(now + random.below(60) * millisecondsOfDay).toISOString().slice(0, 10);
  const manager = any("hris_employees");
  return [
    {
      kind: "create",
      model: "hris_employees",
      fields: { start_date: `${start}T00:00:00.000Z`, employment_status: "PENDING", termination_date: null },
    },
    { kind: "link", model: "hris_employees", remoteId, link: "manager", to: manager },
    {
      kind: "create",
      model: "hris_employments",
      parent: remoteId,
      fields: { effective_date: `${start}T00:00:00.000Z` },
    },
  ];
}

function raise({ world, random, any }: LifeContext): readonly Mutation[] {
  const remoteId = any("hris_employments");
  const index = remoteId === null ? null : world.find("hris_employments", remoteId);
  if (remoteId === null || index === null) return [];
  const pay = world.record("hris_employments", index)["pay_rate"];
  if (typeof pay !== "number") return [];
  const raised = Math.round((pay * (102 + random.below(8))) / 10_000) * 100;
  return [{ kind: "update", model: "hris_employments", remoteId, fields: { pay_rate: raised } }];
}

function requestAbsence({ world, random, any, now }: LifeContext): readonly Mutation[] {
  const parent = any("hris_employees");
  const index = parent === null ? null : world.find("hris_employees", parent);
  if (parent === null || index === null || !world.hasRoom("hris_absences", index)) return [];
  const start = now + (7 + random.below(90)) * millisecondsOfDay;
  const days = 1 + random.below(10);
  const created = new Date(now).toISOString();
  const fields = {
    status: "REQUESTED",
    start_date: new Date(start).toISOString().slice(0, 10),
    end_date: new Date(start + (days - 1) * millisecondsOfDay).toISOString().slice(0, 10),
    amount: days,
    remote_created_at: created,
    remote_updated_at: created,
  };
  return [{ kind: "create", model: "hris_absences", parent, fields }];
}

function moveGroups({ any }: LifeContext): readonly Mutation[] {
  const remoteId = any("hris_employees");
  const group = any("hris_teams");
  if (remoteId === null || group === null) return [];
  return [{ kind: "members", model: "hris_join_employees_teams", remoteId, to: [group] }];
}

/** Only people without reports, so that nobody loses their manager. */
function leave({ world, any }: LifeContext): readonly Mutation[] {
  const remoteId = any("hris_employees");
  const hasReports = Number(remoteId) * 8 - 6 < world.scope.count("hris_employees");
  return remoteId === null || hasReports ? [] : [{ kind: "delete", model: "hris_employees", remoteId }];
}

function changeManager({ any }: LifeContext): readonly Mutation[] {
  const remoteId = any("hris_employees");
  const to = any("hris_employees");
  // Towards the top only: the tree must not become a ring.
  if (remoteId === null || to === null || Number(to) >= Number(remoteId)) return [];
  return [{ kind: "link", model: "hris_employees", remoteId, link: "manager", to }];
}
