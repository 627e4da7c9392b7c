import { checkSimpleSchema } from "./check-simple-schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./load/json.ts";
import { joinPointer } from "./load/json-pointer.ts";
import type { LoadedDocument } from "./load/load-document.ts";
import { childOf, type Kind } from "./load/map-document.ts";
import { SHAPE_OF_KEYWORD } from "./normalise/map-sub-schemas.ts";
import { type Report, SchemaNormaliser } from "./normalise/normalise-schema.ts";
import type { NormalisedDocument, NormalisedSchema } from "./normalise/normalised-document.ts";
import { stepInto } from "./normalise/place.ts";

/** A default whose schema has keywords that need a full validator. */
interface OpenCase {
  readonly value: JsonValue;
  readonly schema: NormalisedSchema;
  readonly pointer: string;
}

/**
 * Reports each `default` that is invalid for its own schema. Formats are not checked. A member that only responses
 * or only requests have may be missing.
 *
 * Walks the source document and not the normalised one, which may contain a default several times or elsewhere.
 */
export async function checkDefaults(
  source: LoadedDocument,
  document: NormalisedDocument,
  report: Report,
): Promise<void> {
  const { root, version } = source;
  if (!isJsonObject(root)) return;
  const open: OpenCase[] = [];
  const reportDefault = (value: JsonValue, pointer: string, reason: string): void =>
    report(
      "invalid_default",
      joinPointer(pointer, "default"),
      `expected a default that fits its schema, received ${shorten(value)}: ${reason}`,
    );
  const read = createReader(root, version === "3.0", document);
  eachDefault(root, version === "3.0", (each) => {
    const value = each.schema.default ?? null;
    const pointer = joinPointer("", ...each.path);
    const schema = read(each, pointer);
    const result = checkSimpleSchema(value, schema, document);
    if (result === "open") open.push({ value, schema, pointer });
    else if (result !== "fits") reportDefault(value, pointer, result.reason);
  });
  if (open.length === 0) return;
  // Loaded on demand: few documents need zod, and loading it takes longer than everything else here.
  const { explainWithZod } = await import("./explain-with-zod.ts");
  for (const [index, reason] of explainWithZod(open, document)) {
    const found = open[index];
    if (found) reportDefault(found.value, found.pointer, reason);
  }
}

interface FoundDefault {
  readonly schema: JsonObject;
  readonly path: readonly (string | number)[];
  /** Whether it is under a keyword whose subschemas get no implied type. */
  readonly isExact: boolean;
}

/** Normalises a schema of the source document. */
function createReader(
  root: JsonObject,
  isOld: boolean,
  document: NormalisedDocument,
): (found: FoundDefault, pointer: string) => NormalisedSchema {
  const dialect = isOld ? "openapi-3.0" : "openapi-3.1";
  // Issues of the schema itself were reported before.
  const silent = (): void => {};
  const normalisers = new Map<boolean, SchemaNormaliser>();
  return ({ isExact, path, schema }, pointer) => {
    const [top, section, name, ...inner] = path;
    const isComponent = top === "components" && section === "schemas" && inner.length === 0;
    const component = isComponent ? document.schemas.get(String(name)) : undefined;
    if (component) return component;
    const known = normalisers.get(isExact) ?? new SchemaNormaliser(root, { dialect, impliedTypes: !isExact }, silent);
    normalisers.set(isExact, known);
    // A place that is a step is inside a component, so its schema is not a base of other components.
    return known.inline(schema, stepInto(pointer, "default"));
  };
}

const WITHOUT_IMPLIED_TYPE: ReadonlySet<string> = new Set([
  "not",
  "if",
  "then",
  "else",
  "dependentSchemas",
  "propertyNames",
]);

/** Keywords of older drafts that hold schemas. */
const OLD_SHAPES: ReadonlyMap<string, "one" | "map"> = new Map([
  ["additionalItems", "one"],
  ["dependencies", "map"],
]);

function eachDefault(root: JsonObject, isOld: boolean, found: (each: FoundDefault) => void): void {
  // One mutable path, since most schemas of a large document have no default.
  const path: (string | number)[] = [];
  const step = (value: JsonValue, kind: Kind, isExact: boolean, key: string, name?: string | number): void => {
    if (typeof value !== "object" || value === null) return;
    path.push(key);
    if (name !== undefined) path.push(name);
    if (kind === "schema") visitSchema(value, isExact);
    else visit(value, kind);
    path.pop();
    if (name !== undefined) path.pop();
  };
  const visitSchema = (schema: JsonValue, isExact: boolean): void => {
    // OpenAPI 3.0 ignores the siblings of a $ref.
    if (!isJsonObject(schema) || (isOld && schema.$ref !== undefined)) return;
    if (schema.default !== undefined) found({ schema, path: [...path], isExact });
    for (const key of Object.keys(schema)) {
      const value = schema[key];
      if (typeof value !== "object" || value === null) continue;
      const shape = SHAPE_OF_KEYWORD.get(key) ?? OLD_SHAPES.get(key);
      if (shape === undefined) continue;
      const exact = isExact || WITHOUT_IMPLIED_TYPE.has(key);
      if (Array.isArray(value)) {
        for (let index = 0; index < value.length; index++) step(value[index] ?? null, "schema", exact, key, index);
      } else if (shape === "one") step(value, "schema", exact, key);
      else for (const name of Object.keys(value)) step(value[name] ?? null, "schema", exact, key, name);
    }
  };
  const visit = (value: JsonValue, kind: Exclude<Kind, "schema">): void => {
    if (!isJsonObject(value) || (value.$ref !== undefined && kind !== "pathItem")) return;
    for (const key of Object.keys(value)) {
      const member = value[key];
      if (typeof member !== "object" || member === null) continue;
      const child = childOf(kind, key);
      if (!child) continue;
      if (child.shape === "one") step(member, child.kind, false, key);
      else if (Array.isArray(member)) {
        for (let index = 0; index < member.length; index++) step(member[index] ?? null, child.kind, false, key, index);
      } else {
        // Extensions are skipped: an object in one could look like a schema.
        for (const name of Object.keys(member)) step(member[name] ?? null, child.kind, false, key, name);
      }
    }
  };
  visit(root, "document");
}

const MOST = 80;

function shorten(value: JsonValue): string {
  const text = JSON.stringify(value);
  if (text.length <= MOST) return text;
  // Half of a surrogate pair is not a character.
  return `${text.slice(0, MOST - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
