import { randomUUID } from "node:crypto";

import { sign } from "@/lib/kombo/signature";

export type SignedEvent = { readonly body: string; readonly signature: string };

const models = ["hris_employees", "hris_employments", "hris_teams", "hris_absences"];

/** Distinct events as Kombo sends them, each of one of the integrations and naming one or two models. */
export function makeEvents(
  count: number,
  { integrations, secret }: { integrations: readonly string[]; secret: string },
) {
  return Array.from({ length: count }, (_, at): SignedEvent => {
    const changed = models.slice(at % 3, (at % 3) + 1 + (at % 2));
    const body = JSON.stringify({
      id: randomUUID(),
      type: "data-changed",
      data: {
        integration_id: integrations[at % integrations.length],
        integration_tool: "personio",
        integration_category: "HRIS",
        changed_models: changed.map((name) => ({ name })),
      },
    });
    return { body, signature: sign(Buffer.from(body), secret) };
  });
}
