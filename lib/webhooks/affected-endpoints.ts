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
