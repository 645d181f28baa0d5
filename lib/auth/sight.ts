import type { Sensitivity } from "@/lib/kombo/sensitivity";

import type { Actor } from "./actor";

/** Which values somebody sees; what they do not see they cannot search, filter or sort by either. */
export type Sight = Readonly<Record<Sensitivity, boolean>>;

/** Even administrators reveal high values one by one; a token's sight was chosen when it was created. */
export function sightOf(actor: Actor): Sight {
  if (actor.kind === "token")
    return { personal: actor.masking !== "high_and_personal", high: actor.masking === "none" };
  return { personal: actor.kind === "person" && actor.role !== "viewer", high: false };
}
