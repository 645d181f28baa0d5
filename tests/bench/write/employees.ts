import { startSimulator } from "@/lib/simulator/start-simulator";

type Employee = Readonly<Record<string, unknown>> & { readonly id: string; readonly job_title: unknown };

/**
 * Simulated employees in the order of Kombo's pages, without the groups' older second name (`teams`) and the time-off
 * balances: then they are about 3 KB of JSON each.
 */
export async function listEmployees(size: number): Promise<{ all: Iterable<Employee>; stop: () => Promise<void> }> {
  const kombo = await startSimulator({
    size,
    seed: 1,
    integrations: [{ category: "HRIS", tool: "personio", organizationName: "Bench" }],
    webhook: { url: null },
  });
  const [integration] = kombo.integrations;
  if (!integration) throw new Error("The simulator has no integration");
  return { all: employeesOf(kombo.expectedRecords(integration.id, "/hris/employees")), stop: () => kombo.stop() };
}

function* employeesOf(records: Iterable<Readonly<Record<string, unknown>>>): Iterable<Employee> {
  for (const { id, job_title, ...record } of records) {
    if (typeof id !== "string") throw new Error("A simulated employee has no id");
    yield { ...record, id, job_title, teams: [], time_off_balances: [] };
  }
}
