import type { JsonObject } from "./json";
import type { Page } from "./list-page";
import type { Fault } from "./simulator";

type Armed = { readonly fault: Fault; readonly cursors: string[]; skip: number; left: number };

/** What spoils a request. `next`: the cursor it is led to instead of the right one. */
export type TakenFault = Fault & { readonly next?: string };

export type FaultTarget = {
  readonly endpoint: string;
  readonly integrationId: string | null;
  readonly cursor: string | null;
};

const needsCursor: ReadonlySet<Fault["kind"]> = new Set(["cursor-rejected", "cursor-loop", "shifted-page"]);

/** What goes wrong next; each fault is used up by the requests it spoils. */
export class Faults {
  #armed: Armed[] = [];

  constructor(faults: readonly Fault[]) {
    this.set(faults);
  }

  set(faults: readonly Fault[]): void {
    this.#armed = faults.map((fault) => ({
      fault,
      cursors: [],
      skip: fault.after ?? 0,
      left: fault.times ?? 1,
    }));
  }

  take(target: FaultTarget): TakenFault | null {
    for (const armed of this.#armed) {
      if (armed.left === 0 || !applies(armed.fault, target)) continue;
      if (armed.skip > 0) {
        armed.skip -= 1;
        continue;
      }
      armed.left -= 1;
      return target.cursor === null ? armed.fault : ledBack(armed, target.cursor);
    }
    return null;
  }
}

/** The last cursor of a loop leads to its first. */
function ledBack({ fault, cursors }: Armed, cursor: string): TakenFault {
  if (fault.kind !== "cursor-loop") return fault;
  if (cursors.length < fault.length && !cursors.includes(cursor)) cursors.push(cursor);
  const [first] = cursors;
  return first !== undefined && cursor === cursors[fault.length - 1] ? { ...fault, next: first } : fault;
}

function applies(fault: Fault, { endpoint, integrationId, cursor }: FaultTarget): boolean {
  if (needsCursor.has(fault.kind) && cursor === null) return false;
  if (fault.integrationId !== undefined && fault.integrationId !== integrationId) return false;
  return fault.endpoint === undefined || fault.endpoint === endpoint;
}

/** The page with what the fault does to its records. */
export function spoilPage(page: Page, fault: TakenFault | null): Page {
  if (fault?.kind === "empty-page") return { results: [], next: null };
  if (fault?.next !== undefined) return { ...page, next: fault.next };
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
