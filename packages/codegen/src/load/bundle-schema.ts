import { CodegenError, createIssue } from "../issue.ts";
import { bundleDocument } from "./bundle-document.ts";
import { createBundledDocument } from "./bundled-document.ts";
import { checkTree } from "./check-tree.ts";
import { documentOfValue } from "./document-of-value.ts";
import type { JsonValue } from "./json.ts";
import type { LinkIssue, MissingFile } from "./linker.ts";
import { failAt, type LoadedDocument } from "./load-document.ts";
import { META_SCHEMAS } from "./meta-schemas.ts";
import type { SourceFile } from "./schema-registry.ts";

/** Base URI of a schema without `$id`; relative references to it cannot be resolved. */
const DEFAULT_URI = "json-schema:///schema.json";

/**
 * Wraps one JSON Schema 2020-12 in an OpenAPI document: the schema is the component `Root`, and the targets of its
 * references are further components.
 *
 * @param schema A schema: an object or a boolean.
 * @param remotes Schemas by absolute URI, for references to other schemas; the meta-schemas of JSON
 * Schema are built in.
 * @throws {CodegenError} for a reference without a target.
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
  const source = open(DEFAULT_URI, schema, "schema");
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
      components: { schemas: { Root: { $ref: DEFAULT_URI } } },
    },
    "schema",
  );
  const file = { uri: "json-schema:///document.json", document: { ...root, version: "3.1" as const } };
  const bundle = bundleDocument(file, lookup);
  const issues = [...bundle.issues, ...bundle.missing.filter(({ isOptional }) => !isOptional).map(missingSchema)].map(
    (issue) => createIssue(issue, issue.file.document.locate(issue.pointer)),
  );
  if (issues.length > 0) throw new CodegenError(issues);
  return createBundledDocument({ uri: source.uri, document: file.document }, bundle, [], []);
}

function missingSchema({ file, pointer, ref }: MissingFile): LinkIssue {
  return { code: "unknown_ref", file, pointer, message: `expected ${ref} to be one of the given schemas` };
}
