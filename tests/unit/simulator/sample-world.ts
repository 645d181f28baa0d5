import type { Category } from "@/lib/kombo/endpoints";
import { createIntegration, type Integration } from "@/lib/simulator/integration";
import type { JsonObject } from "@/lib/simulator/json";
import { findListEndpoint } from "@/lib/simulator/list-endpoints";
import { everyRecord } from "@/lib/simulator/list-page";
import type { ListEndpoint } from "@/lib/simulator/shape";

export const epoch = Date.UTC(2026, 2, 2);

/** An integration without a server, at a time that stands still. */
export function sampleIntegration(
  options: {
    readonly category?: Category;
    readonly size?: number;
    readonly seed?: number;
    readonly now?: () => number;
  } = {},
): Integration {
  const { category = "HRIS", size = 60, seed = 1, now = () => epoch + 32_400_000 } = options;
  const spec = { category, tool: "tool", organizationName: "Café Müller" };
  return createIntegration({ spec, position: 0, seed, size, epoch, now });
}

export function recordsOf({ world }: Integration, path: string): readonly JsonObject[] {
  return [...everyRecord(world, getListEndpoint(path))];
}

export function getListEndpoint(path: string): ListEndpoint {
  const endpoint = findListEndpoint(path);
  if (!endpoint) throw new Error(`Not a list endpoint: ${path}`);
  return endpoint;
}
