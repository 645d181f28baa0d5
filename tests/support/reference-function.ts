import { type Relation, relations } from "@/lib/mirror/relations";

/**
 * The statement of the migration that knows where records name others. The data is unpacked once, by the empty addition:
 * each operator would do it again. A key no id can have is cut to what an index holds.
 */
export function referenceFunction(): string {
  const models = [...new Set(relations.map(({ model }) => model))];
  const branches = models.map((model) => {
    const own = relations.filter((relation) => relation.model === model);
    const single = own.filter(({ isList }) => !isList).map(toOne);
    const parts = [
      ...(single.length === 0 ? [] : [`ARRAY[${single.join(", ")}]`]),
      ...own.filter(({ isList }) => isList).map(toMany),
    ];
    return `IF "model" = '${model}' THEN\n    RETURN array_remove(${parts.join("\n      || ")}, NULL);`;
  });
  return `CREATE FUNCTION "record_references"("model" text, "data" jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 5000 AS $$
DECLARE
  doc jsonb;
BEGIN
  IF "model" <> ALL (ARRAY[${models.map((model) => `'${model}'`).join(", ")}]) THEN RETURN NULL; END IF;
  doc := "data" || '{}';
  ${branches.join("\n  ELS")}
  END IF;
END $$;`;
}

function toOne({ path }: Relation): string {
  return `left('${path}:' || (doc #>> '{${path.replaceAll(".", ",")}}'), 300)`;
}

function toMany({ path }: Relation): string {
  return `ARRAY(SELECT left('${path}:' || (named #>> '{}'), 300) FROM jsonb_path_query(doc, '$.${path}') AS named)`;
}
