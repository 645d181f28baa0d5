import type { JsonObject } from "./json";
import type { Page } from "./list-page";
import type { Fault } from "./simulator";

type Armed = { readonly fault: Fault; skip: number; left: number };

export type FaultTarget = {
  readonly endpoint: string;
  readonly integrationId: string | null;
  readonly hasCursor: boolean;
};

/** What goes wrong next; each fault is used up by the requests it spoils. */
export class Faults {
  #armed: Armed[] = [];

  constructor(faults: readonly Fault[]) {
    this.set(faults);
  }

  set(faults: readonly Fault[]): void {
    this.#armed = faults.map((fault) => ({ fault, skip: fault.after ?? 0, left: fault.times ?? 1 }));
  }

  take(target: FaultTarget): Fault | null {
    for (const armed of this.#armed) {
      if (armed.left === 0 || !applies(armed.fault, target)) continue;
      if (armed.skip > 0) {
        armed.skip -= 1;
        continue;
      }
      armed.left -= 1;
      return armed.fault;
    }
    return null;
  }
}

function applies(fault: Fault, { endpoint, integrationId, hasCursor }: FaultTarget): boolean {
  if (fault.kind === "cursor-rejected" && !hasCursor) return false;
  if (fault.integrationId !== undefined && fault.integrationId !== integrationId) return false;
  return fault.endpoint === undefined || fault.endpoint === endpoint;
}

/** The page with what the fault does to its records. */
export function spoilPage(page: Page, fault: Fault | null): Page {
  const [first, ...rest] = page.results;
  const last = page.results.at(-1);
  if (!fault || !first || !last) return page;
  if (fault.kind === "repeated-record") return { ...page, results: [...page.results, last] };
  if (fault.kind === "field") {
    return { ...page, results: [{ ...first, [fault.field]: fault.value }, ...rest] };
  }
  if (fault.kind !== "missing-field") return page;
  const fields = Object.entries(first).filter(([name]) => name !== fault.field);
  const spoiled: JsonObject = Object.fromEntries(fields);
  return { ...page, results: [spoiled, ...rest] };
}
