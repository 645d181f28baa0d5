import { atsShapes } from "./ats-shapes";
import { hrisShapes } from "./hris-shapes";
import { lmsShapes } from "./lms-shapes";
import type { ListEndpoint } from "./shape";

const byPath: ReadonlyMap<string, ListEndpoint> = new Map(
  [...hrisShapes, ...atsShapes, ...lmsShapes].map((endpoint) => [endpoint.path, endpoint]),
);

export function findListEndpoint(path: string): ListEndpoint | null {
  return byPath.get(path) ?? null;
}

export function listEndpointPaths(): readonly string[] {
  return [...byPath.keys()];
}
