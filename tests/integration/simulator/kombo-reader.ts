import type { JsonObject } from "@/lib/simulator/json";
import type { Simulator } from "@/lib/simulator/simulator";

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly code: string | null;
  readonly results: readonly JsonObject[];
  readonly next: string | null;
};

type Params = Readonly<Record<string, string>>;

/** One request as the mirror would send it. */
export async function readPage(
  simulator: Simulator,
  target: { readonly integrationId: string; readonly path: string; readonly apiKey?: string },
  params: Params = {},
): Promise<Answer> {
  const response = await fetch(`${simulator.url}${target.path}?${new URLSearchParams(params).toString()}`, {
    headers: {
      authorization: `Bearer ${target.apiKey ?? simulator.apiKey}`,
      "x-integration-id": target.integrationId,
    },
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  const body = isJson ? JSON.parse(text) : {};
  return {
    status: response.status,
    headers: response.headers,
    text,
    code: body.error?.code ?? null,
    results: body.data?.results ?? [],
    next: body.data?.next ?? null,
  };
}

/** Every record of every page. */
export async function readAll(
  simulator: Simulator,
  target: { readonly integrationId: string; readonly path: string },
  params: Params = {},
): Promise<readonly JsonObject[]> {
  const records: JsonObject[] = [];
  let cursor: string | null = null;
  do {
    const page: Answer = await readPage(simulator, target, {
      page_size: "250",
      ...params,
      ...(cursor ? { cursor } : {}),
    });
    if (page.status !== 200) throw new Error(`${target.path}: ${page.status} ${page.text}`);
    records.push(...page.results);
    cursor = page.next;
  } while (cursor !== null);
  return records;
}

export function integrationOf(simulator: Simulator, category: string): string {
  const found = simulator.integrations.find((integration) => integration.category === category);
  if (!found) throw new Error(`No integration of ${category}`);
  return found.id;
}

/** The integration that has the data of a path. */
export function integrationFor(simulator: Simulator, path: string): string {
  return integrationOf(simulator, (path.split("/")[1] ?? "").toUpperCase());
}

export const complete = [
  { category: "HRIS", tool: "personio", organizationName: "Morgenröte Logistik" },
  { category: "ATS", tool: "greenhouse", organizationName: "Fjordlys Software" },
  { category: "LMS", tool: "talentlms", organizationName: "Académie Belleville" },
] as const;
