import { CodegenError, createIssue } from "../issue.ts";
import { bundleDocument } from "./bundle-document.ts";
import { createBundledDocument } from "./bundled-document.ts";
import { checkTree } from "./check-tree.ts";
import { documentOfValue } from "./document-of-value.ts";
import type { JsonValue } from "./json.ts";
import type { MissingFile, Problem } from "./linker.ts";
import { failAt, type LoadedDocument } from "./load-document.ts";
import { META_SCHEMAS } from "./meta-schemas.ts";
import type { SourceFile } from "./schema-registry.ts";

/** Where a schema without an `$id` is said to be: nowhere that a relative reference could reach. */
const NOWHERE = "json-schema:///schema.json";

/**
 * Makes an OpenAPI document of one JSON Schema 2020-12: the schema is the component `Root`, and what its references
 * lead to stands beside it.
 *
 * @param schema A schema: an object or a boolean.
 * @param remotes Schemas by their absolute address, for references that leave the schema; the meta-schemas of JSON
 * Schema are there already.
 * @throws {CodegenError} for a reference that leads nowhere.
 */
export function bundleSchema(schema: JsonValue, remotes: ReadonlyMap<string, JsonValue> = new Map()): LoadedDocument {
  const files = new Map<string, SourceFile>();
  const open = (uri: string, value: JsonValue, name: string): SourceFile => {
    const document = documentOfValue(value, name);
    const issue = checkTree(value);
    if (issue) throw failAt(document, issue);
    const file = { uri, document };
    files.set(uri, file);
    return file;
  };
  const source = open(NOWHERE, schema, "schema");
  const lookup = (uri: string): SourceFile | undefined => {
    const known = files.get(uri);
    if (known) return known;
    const value = remotes.get(uri) ?? META_SCHEMAS.get(uri);
    return value === undefined ? undefined : open(uri, value, uri);
  };
  const root = documentOfValue(
    {
      openapi: "3.1.0",
      info: { title: "schema", version: "1" },
      paths: {},
      components: { schemas: { Root: { $ref: NOWHERE } } },
    },
    "schema",
  );
  const file = { uri: "json-schema:///document.json", document: { ...root, version: "3.1" as const } };
  const bundle = bundleDocument(file, lookup);
  const issues = [...bundle.problems, ...bundle.missing.filter(({ isOptional }) => !isOptional).map(nowhere)].map(
    (problem) => createIssue(problem, problem.file.document.locate(problem.pointer)),
  );
  if (issues.length > 0) throw new CodegenError(issues);
  return createBundledDocument({ uri: source.uri, document: file.document }, bundle, [], []);
}

function nowhere({ file, pointer, ref }: MissingFile): Problem {
  return { code: "unknown_ref", file, pointer, message: `expected ${ref} to be among the schemas that are handed in` };
}
