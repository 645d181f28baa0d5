import { maySee, sensitivityOf } from "@/lib/auth/mask";
import type { Sight } from "@/lib/auth/sight";
import { type Endpoint, endpoints } from "@/lib/kombo/endpoints";
import type { Sensitivity } from "@/lib/kombo/sensitivity";

/** A name is as sensitive as the most sensitive field it is made of. */
const sensitivityByModel: ReadonlyMap<string, Sensitivity | null> = new Map(
  endpoints.map(({ model, displayName }: Endpoint) => {
    const parts = displayName.flatMap((path) => path.split("+")).map((path) => sensitivityOf(model, path));
    return [model, parts.find((part) => part === "high") ?? parts.find((part) => part !== null) ?? null];
  }),
);

/** The name of a record, null for whoever may not see it: its id tells it apart then. */
export function seenName(record: { readonly model: string; readonly displayName: string | null }, sight: Sight) {
  return mayName(record.model, sight) ? record.displayName : null;
}

/** The models whose records may be found by their names. */
export function listNamedModels(sight: Sight): readonly string[] {
  return [...sensitivityByModel.keys()].filter((model) => mayName(model, sight));
}

function mayName(model: string, sight: Sight): boolean {
  const sensitivity = sensitivityByModel.get(model);
  return sensitivity !== undefined && maySee(sight, sensitivity);
}
