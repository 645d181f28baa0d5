import type { Random } from "./random";
import type { Mutation } from "./simulator";
import type { World } from "./world";

/** What a recipe may look at. */
export type LifeContext = {
  readonly world: World;
  readonly random: Random;
  readonly now: number;
  /** Remote id of any record that is not deleted; null if none was found. */
  readonly any: (model: string) => string | null;
  /** Remote id of any record that is deleted, of those that mutations touched. */
  readonly anyDeleted: (model: string) => string | null;
};

export type Recipe = {
  readonly what: string;
  /** Mutations that belong together; none if nothing fits just now. */
  readonly plan: (context: LifeContext) => readonly Mutation[];
};

/** An update of any live record, for recipes that are no more than that. */
export function updateAny(
  model: string,
  fields: (context: LifeContext) => Extract<Mutation, { kind: "update" }>["fields"],
): Recipe["plan"] {
  return (context) => {
    const remoteId = context.any(model);
    return remoteId === null ? [] : [{ kind: "update", model, remoteId, fields: fields(context) }];
  };
}

export function deleteAny(model: string): Recipe["plan"] {
  return ({ any }) => {
    const remoteId = any(model);
    return remoteId === null ? [] : [{ kind: "delete", model, remoteId }];
  };
}

export function undeleteAny(model: string): Recipe["plan"] {
  return ({ anyDeleted: draw }) => {
    const remoteId = draw(model);
    return remoteId === null ? [] : [{ kind: "undelete", model, remoteId }];
  };
}
