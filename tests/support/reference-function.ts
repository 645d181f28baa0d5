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
    const lists = own.filter(({ isList }) => isList).map(toMany);
    return `IF "model" = '${model}' THEN\n    named := ARRAY[${single.join(", ")}]::text[];\n${lists.join("")}`;
  });
  return `CREATE OR REPLACE FUNCTION "record_references"("model" text, "data" jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 5000 AS $$
DECLARE
  doc jsonb;
  list jsonb;
  named text[];
BEGIN
  IF "model" <> ALL (ARRAY[${models.map((model) => `'${model}'`).join(", ")}]) THEN RETURN NULL; END IF;
  doc := "data" || '{}';
  ${branches.join("  ELS")}  END IF;
  RETURN array_remove(named, NULL);
END $$;`;
}

function toOne({ path }: Relation): string {
  return reference(path, `doc #>> '{${path.replaceAll(".", ",")}}'`);
}

/** A list of things is walked by a loop: a query inside the function cost more than all the rest of it. */
function toMany({ path }: Relation): string {
  const [list, key, ...deeper] = path.split(".");
  if (deeper.length > 0) {
    const walked = `ARRAY(SELECT ${reference(path, "entry #>> '{}'")} FROM jsonb_path_query(doc, '$.${path}') AS entry)`;
    return `    named := named || ${walked};\n`;
  }
  return `    list := doc -> '${list}';
    IF jsonb_typeof(list) = 'array' THEN
      FOR place IN 0 .. jsonb_array_length(list) - 1 LOOP
        named := named || ${reference(path, `list -> place ->> '${key}'`)};
      END LOOP;
    ELSE
      named := named || ${reference(path, `list ->> '${key}'`)};
    END IF;
`;
}

function reference(path: string, id: string): string {
  return `left('${path}:' || (${id}), 300)`;
}
