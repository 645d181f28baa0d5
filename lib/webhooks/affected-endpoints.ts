import { listEndpoints, listEndpointsFedBy } from "@/lib/kombo/endpoints";

/**
 * The endpoints an event wants fetched. `changed_models` (the guides' recommended approach): those that a changed model
 * feeds. `simplified`: all. A model we do not know says that something changed, but not where: then all are wanted,
 * since a fetch too many costs a request and a fetch too few loses a change.
 */
export function listAffectedEndpoints(input: {
  readonly category: string;
  readonly changedModels: readonly string[];
  readonly strategy: string;
}): readonly string[] {
  const all = listEndpoints(input.category).map(({ path }) => path);
  const fed = input.changedModels.map((model) => listEndpointsFedBy(model));
  if (input.strategy === "simplified" || fed.length === 0 || fed.some((endpoints) => endpoints.length === 0))
    return all;
  const wanted = new Set(fed.flat().map(({ path }) => path));
  return all.filter((path) => wanted.has(path));
}

/** Events that announce changes without naming models; deprecated by Kombo, acted on while the integration wants it. */
export const legacyEventTypes: readonly string[] = ["sync-finished", "remote-event-received"];
/** Every type of event that says data changed: what can be planned again (replay). */
export const changeEventTypes: readonly string[] = ["data-changed", ...legacyEventTypes];

/** The endpoints a change event wants fetched by the settings of its integration; null: it is ignored. */
export function listWantedEndpoints(
  event: { readonly type: string; readonly changedModels: readonly string[] },
  integration: { readonly category: string; readonly strategy: string; readonly legacyEvents: string },
): readonly string[] | null {
  const isLegacy = legacyEventTypes.includes(event.type);
  if (isLegacy && integration.legacyEvents === "ignore") return null;
  return listAffectedEndpoints({
    category: integration.category,
    changedModels: event.changedModels,
    strategy: isLegacy ? "simplified" : integration.strategy,
  });
}
