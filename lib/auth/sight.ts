import type { Sensitivity } from "@/lib/kombo/sensitivity";

import type { Actor } from "./actor";

/** Which values somebody sees; what they do not see they cannot search, filter or sort by either. */
export type Sight = Readonly<Record<Sensitivity, boolean>>;

/** Even administrators reveal high values one by one. */
export function sightOf(actor: Actor): Sight {
  return { personal: actor.kind === "person" && actor.role !== "viewer", high: false };
}
