import { bundleSchema, type JsonSchema } from "./bundle-schema.ts";

/** The contract's name of the body that each kind of artifact is. */
const roots = { connection: "CreateConnectionRequest", table: "TableRequest", job: "CreateJobRequest" } as const;

/** The JSON Schemas that editors bind to the artifacts, by the names of their files, out of all of the contract's. */
export function editorSchemas(all: readonly JsonSchema[]): Readonly<Record<`${keyof typeof roots}.json`, JsonSchema>> {
  const schemas = new Map(all.map((schema) => [nameOf(schema), schema]));
  return {
    "connection.json": bundleSchema(roots.connection, schemas),
    "table.json": bundleSchema(roots.table, schemas),
    "job.json": bundleSchema(roots.job, schemas),
  };
}

function nameOf({ $id }: JsonSchema): string {
  return /([^/]+)\.json$/.exec(String($id))?.[1] ?? "";
}
