import { isJsonObject } from "../load/json.ts";
import { joinPointer } from "../load/json-pointer.ts";
import type { NormalisedDocument, NormalisedSchema } from "../normalise/normalised-document.ts";
import { ALTERS, NARROWS, NEUTRAL, WIDENS } from "./change.ts";
import { type ObjectAt, type OperationPlace, objectAt, objectsIn } from "./operation-place.ts";
import type { SchemaFacts } from "./schema-facts.ts";

/** Headers that OpenAPI ignores as parameters, since it describes them elsewhere. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

interface Parameter extends ObjectAt {
  readonly in: string;
  readonly name: string;
  readonly isRequired: boolean;
}

/** Compares parameters. `holders` are the path item and the operation, which takes precedence. */
export function compareParameters(
  place: OperationPlace,
  oldHolders: readonly ObjectAt[],
  newHolders: readonly ObjectAt[],
  renamed: ReadonlyMap<string, string>,
): void {
  const { comparison } = place;
  const old = readParameters(comparison.old, oldHolders, renamed);
  const next = readParameters(comparison.new, newHolders, new Map());
  const added = new Map([...next].filter(([key]) => !old.has(key)));
  for (const [key, before] of old) {
    const after = next.get(key);
    if (after) {
      compareParameter(place, before, after);
      continue;
    }
    const moved = [...added].find(([, { name, in: where }]) => name === before.name && where !== before.in);
    if (moved) {
      added.delete(moved[0]);
      const text = `the parameter ${before.name} was in ${before.in}, is in ${moved[1].in}`;
      place.report("request", "parameter_moved", ALTERS, text, before.pointer, moved[1].pointer);
      place.compare(
        "request",
        carrierOf(comparison.old, before),
        carrierOf(comparison.new, moved[1]),
        `${place.name} ${before.name}`,
      );
      continue;
    }
    const effect = { narrows: true, widens: before.isRequired };
    place.report("request", "parameter_removed", effect, `${show(before)} was removed`, before.pointer, undefined);
  }
  for (const after of added.values()) {
    const [code, effect] = after.isRequired
      ? (["required_parameter_added", NARROWS] as const)
      : (["parameter_added", NEUTRAL] as const);
    const text = `${show(after)}, which is ${after.isRequired ? "required" : "optional"}, is new`;
    place.report("request", code, effect, text, undefined, after.pointer);
  }
}

function show({ in: where, name }: Parameter): string {
  return `the ${where} parameter ${name}`;
}

function readParameters(
  document: NormalisedDocument,
  holders: readonly ObjectAt[],
  renamed: ReadonlyMap<string, string>,
): Map<string, Parameter> {
  const found = new Map<string, Parameter>();
  for (const { value, pointer } of holders) {
    if (!Array.isArray(value.parameters)) continue;
    for (const [index, given] of value.parameters.entries()) {
      const at = objectAt(document, given, joinPointer(pointer, "parameters", index));
      if (!at || typeof at.value.name !== "string" || typeof at.value.in !== "string") continue;
      const { name, in: where } = at.value;
      if (where === "header" && IGNORED_HEADERS.has(name.toLowerCase())) continue;
      const called = where === "path" ? (renamed.get(name) ?? name) : where === "header" ? name.toLowerCase() : name;
      const isRequired = where === "path" || at.value.required === true;
      found.set(`${where} ${called}`, { ...at, in: where, name, isRequired });
    }
  }
  return found;
}

function compareParameter(place: OperationPlace, old: Parameter, next: Parameter): void {
  const { comparison } = place;
  const at = [old.pointer, next.pointer] as const;
  if (old.in === "path" && old.name !== next.name) {
    const text = `the path parameter ${old.name} is called ${next.name}`;
    place.report("request", "path_parameter_renamed", NEUTRAL, text, ...at);
  }
  if (!old.isRequired && next.isRequired)
    place.report("request", "parameter_required", NARROWS, `${show(next)} was optional, is required`, ...at);
  if (old.isRequired && !next.isRequired)
    place.report("request", "parameter_optional", WIDENS, `${show(next)} was required, is optional`, ...at);
  if (next.value.deprecated === true && old.value.deprecated !== true)
    place.report("request", "parameter_deprecated", NEUTRAL, `${show(next)} is deprecated`, ...at);
  const before = carrierOf(comparison.old, old);
  const after = carrierOf(comparison.new, next);
  const isScalar = takesScalars(comparison.graph.oldFacts, before) && takesScalars(comparison.graph.newFacts, after);
  const was = styleOf(old, isScalar);
  const is = styleOf(next, isScalar);
  if (was !== is)
    place.report(
      "request",
      "parameter_style_changed",
      ALTERS,
      `${show(next)} was written as ${was}, is as ${is}`,
      ...at,
    );
  if (comparison.graph.all && old.value.description !== next.value.description)
    place.report("request", "documentation_changed", NEUTRAL, `the description of ${show(next)} changed`, ...at);
  place.compare("request", before, after, `${place.name} ${next.name}`);
}

/** The object with the schema: the parameter itself, or the media type of its `content`. */
function carrierOf(document: NormalisedDocument, parameter: Parameter): ObjectAt {
  if (isJsonObject(parameter.value.schema)) return parameter;
  const [content] = objectsIn(document, parameter, "content").values();
  return content ?? parameter;
}

function takesScalars(facts: SchemaFacts, { value }: ObjectAt): boolean {
  // All schemas of a normalised document are normalised.
  const atoms = facts.atomsOf(isJsonObject(value.schema) ? (value.schema as NormalisedSchema) : {});
  return !atoms.has("array") && !atoms.has("object");
}

/** The serialization of a parameter, with defaults filled in. Styles that serialize a scalar alike are equal. */
function styleOf({ value, in: where }: Parameter, isScalar: boolean): string {
  if (isJsonObject(value.content)) return `content of ${Object.keys(value.content).join()}`;
  const style =
    typeof value.style === "string" ? value.style : where === "query" || where === "cookie" ? "form" : "simple";
  const isExploded = typeof value.explode === "boolean" ? value.explode : style === "form";
  const reserved = value.allowReserved === true && where === "query" ? ", with reserved characters" : "";
  if (isScalar) return `${style === "matrix" || style === "label" ? style : "text"}${reserved}`;
  return `${style}${isExploded ? ", exploded" : ", not exploded"}${reserved}`;
}
