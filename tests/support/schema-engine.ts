import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import pg from "pg";

const schemaFile = path.resolve(import.meta.dirname, "../../prisma/schema.prisma");

/** What Prisma's own schema engine would write as the next migration of this database. */
export async function proposeMigration(databaseUrl: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: databaseUrl });
  try {
    await (loaded ??= instantiate());
    const file = { path: schemaFile, content: readFileSync(schemaFile, "utf8") };
    const datamodels: [string, string][] = [[file.path, file.content]];
    const adapter = bindMigrationAwareSqlAdapterFactory(adapterThatKnowsChar(pool));
    const engine = await bindings.SchemaEngine.new({ datamodels }, () => undefined, adapter);
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files: [file], configDir: path.dirname(schemaFile) },
      to: { tag: "schemaDatamodel", files: [file] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? "";
  } finally {
    await pool.end();
  }
}

let loaded: Promise<void> | undefined;

/** The package is made for bundlers: elsewhere its bytes are loaded by hand. */
async function instantiate(): Promise<void> {
  Reflect.set(globalThis, "PRISMA_WASM_PANIC_REGISTRY", {
    set_message: (message: string) => process.stderr.write(`Prisma's schema engine: ${message}\n`),
  });
  const bytes = readFileSync(
    path.join(
      path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg")),
      "schema_engine_bg.wasm",
    ),
  );
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...bindings } });
  Reflect.apply(Reflect.get(bindings, "__wbg_set_wasm"), null, [instance.exports]);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
}

const charOid = 18;
const textOid = 25;

/** The adapter does not know the type of the catalog's one-letter columns, without which nothing can be described. */
function adapterThatKnowsChar(pool: pg.Pool): PrismaPg {
  const charColumns = new Set<string>();
  const query = pool.query.bind(pool);
  Reflect.set(pool, "query", async (config: pg.QueryArrayConfig) => {
    const result = await query(config);
    for (const field of result.fields.filter(({ dataTypeID }) => dataTypeID === charOid)) {
      field.dataTypeID = textOid;
      charColumns.add(field.name);
    }
    return result;
  });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (asked) => {
      const result = await queryRaw(asked);
      const columnTypes = result.columnTypes.map((type, position) =>
        charColumns.has(result.columnNames[position] ?? "") ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  };
  return factory;
}
