import { describeValue, isJsonObject, type JsonObject, type JsonValue, setMember } from "../load/json.ts";
import { getAtPointer, joinPointer, localRefPointer } from "../load/json-pointer.ts";
import type { LoadedDocument } from "../load/load-document.ts";
import { IssueLog } from "../report/issue-log.ts";
import { breakSelfReferences } from "./break-self-references.ts";
import { copyRoot } from "./copy-root.ts";
import { Finisher } from "./finish-schemas.ts";
import { sortedKeys } from "./json-order.ts";
import type { Dialect } from "./modernise.ts";
import { type Report, SchemaNormaliser } from "./normalise-schema.ts";
import type { NormalisedDocument, NormalisedSchema } from "./normalised-document.ts";
import { type Place, pointerOf } from "./place.ts";
import { VariantSplitter } from "./split-variants.ts";

/** How a document is interpreted. */
export interface NormaliseOptions {
  /** Version of the specification that its schemas follow. @default the version that the document declares */
  readonly dialect?: Dialect;
  /** Whether a schema without a type gets type object for `properties`, and array for `items`. @default true for OpenAPI */
  readonly impliedTypes?: boolean;
  /** Receives the issues. @default errors are thrown, warnings dropped */
  readonly report?: Report;
}

/**
 * Normalises the schemas of a bundled document to `NormalisedSchema`, the form that targets read. References are kept.
 *
 * @throws {CodegenError} for errors, unless there is a `report`.
 */
export function normaliseDocument(document: LoadedDocument, options: NormaliseOptions = {}): NormalisedDocument {
  if (options.report) return normalise(document, options, options.report);
  const log = new IssueLog();
  const result = normalise(document, options, log.report);
  log.throwIfErrors(document);
  return result;
}

function normalise(document: LoadedDocument, options: NormaliseOptions, report: Report): NormalisedDocument {
  const { root, version } = document;
  const nothing: NormalisedDocument = { root: {}, schemas: new Map(), variants: new Map() };
  if (!isJsonObject(root)) {
    report("invalid_document", "", `expected an OpenAPI document, received ${describeValue(root)}`);
    return nothing;
  }
  if (version === undefined && options.dialect === undefined) {
    const received = describeValue(root.openapi);
    report("unsupported_version", "/openapi", `expected openapi: 3.0.x or 3.1.x, received ${received}`);
    return nothing;
  }
  for (const [key, expected] of [
    ["paths", "an object of paths"],
    ["components", "an object of components"],
  ] as const) {
    if (root[key] !== undefined && !isJsonObject(root[key])) {
      report("invalid_document", joinPointer("", key), `expected ${expected}, received ${describeValue(root[key])}`);
    }
  }
  const dialect = options.dialect ?? (version === "3.0" ? "openapi-3.0" : "openapi-3.1");
  const rules = { dialect, impliedTypes: options.impliedTypes ?? dialect !== "json-schema" };
  const normaliser = new SchemaNormaliser(root, rules, report);
  // Components come first, sorted by name, so that the result does not depend on the order of keys.
  const components = normaliser.components();
  breakSelfReferences(components, report);
  const checkRef = createRefCheck(root, report);
  const copy = copyRoot(root, checkRef);
  const inline = copy.holes.map((hole) => normaliser.inline(hole.value, hole.place));
  const finisher = new Finisher(normaliser, components, inline, report);
  const finished = new Map(
    [...components].map(([name, schema]) => [name, finisher.finish(schema, joinPointer("/components/schemas", name))]),
  );
  const directed = copy.holes.map((hole, index) => ({
    schema: finisher.finish(inline[index] ?? {}, hole.place),
    direction: hole.direction,
  }));
  const splitter = normaliser.hasDirections ? new VariantSplitter(finished, directed) : undefined;
  const filling = splitter?.inline() ?? directed.map(({ schema }) => schema);
  for (const [index, hole] of copy.holes.entries()) hole.fill(asJson(filling[index] ?? {}));
  const schemas = splitter?.components() ?? finished;
  return { root: withComponents(copy.root, schemas), schemas, variants: splitter?.variants() ?? new Map() };
}

function withComponents(root: JsonObject, schemas: ReadonlyMap<string, NormalisedSchema>): JsonObject {
  const members: JsonObject = {};
  for (const [name, schema] of schemas) setMember(members, name, asJson(schema));
  const components = isJsonObject(root.components) ? root.components : {};
  return sortTop({ ...root, openapi: "3.1.0", components: sortTop({ ...components, schemas: members }) });
}

function sortTop(value: JsonObject): JsonObject {
  return Object.fromEntries(sortedKeys(value).map((key) => [key, value[key] ?? null]));
}

/** Checks each reference once. */
function createRefCheck(root: JsonObject, report: Report): (ref: JsonValue, place: Place) => void {
  const known = new Set<JsonValue>();
  return (ref, place) => {
    if (known.has(ref)) return;
    if (checkRef(root, ref, pointerOf(place, "$ref"), report)) known.add(ref);
  };
}

function checkRef(root: JsonObject, ref: JsonValue, pointer: string, report: Report): boolean {
  if (typeof ref !== "string") {
    report("unknown_ref", pointer, `expected $ref to be a string, received ${describeValue(ref)}`);
    return false;
  }
  const target = localRefPointer(ref);
  if (target === undefined) {
    report("external_ref", pointer, `expected a reference into this document (#/…), received ${ref}`);
  } else if (getAtPointer(root, target) === undefined) {
    report("unknown_ref", pointer, `expected ${ref} to exist, found nothing`);
  } else return true;
  return false;
}

function asJson(schema: NormalisedSchema): JsonObject {
  // A normalised schema holds JSON only; its members are readonly where JSON's are not.
  return schema as JsonObject;
}
