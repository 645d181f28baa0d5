import { relations } from "@/lib/mirror/relations";

/** The statement of the migration that knows where records name others. */
export function referenceFunction(): string {
  const models = [...new Set(relations.map(({ model }) => model))];
  const cases = models.map((model) => {
    const paths = relations.filter((relation) => relation.model === model).map(({ path }) => `'${path}'`);
    return `    WHEN '${model}' THEN ARRAY[${paths.join(", ")}]`;
  });
  return `CREATE FUNCTION "record_references"("model" text, "data" jsonb) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  paths text[] := CASE "model"
${cases.join("\n")}
  END;
BEGIN
  IF paths IS NULL THEN RETURN NULL; END IF;
  RETURN ARRAY(
    SELECT DISTINCT p || ':' || (named #>> '{}')
    FROM unnest(paths) AS p, jsonb_path_query("data", ('$.' || p)::jsonpath) AS named
    WHERE jsonb_typeof(named) = 'string' AND length(named #>> '{}') <= 255);
END $$;`;
}
