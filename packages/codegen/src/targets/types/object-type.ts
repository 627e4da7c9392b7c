import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { propertyKey } from "./literal-type.ts";
import { schemaDoc } from "./schema-doc.ts";
import type { Place, TypePrinter } from "./type-printer.ts";
import { printUnion } from "./type-text.ts";

/** A longer index signature is printed as `unknown`. */
const LONGEST_INDEX = 1000;

/** The type of the objects of a schema. */
export function printObject(schema: NormalisedSchema, place: Place, printer: TypePrinter): string {
  const members = Object.entries(schema.properties ?? {});
  const rest = additionalOf(schema);
  const patterns = schema.patternProperties ? Object.entries(schema.patternProperties) : [];
  const required = new Set(schema.required);
  const indent = `${place.indent}  `;
  const inner: Place = { indent, isOpen: place.isOpen, isDirect: false };
  const lines: string[] = [];
  for (const [name, member] of members) {
    const doc = place.isOpen ? schemaDoc(member, indent) : "";
    const mark = required.has(name) ? "" : "?";
    const type = printUnion(printer.type(member, inner), indent);
    lines.push(
      `${doc}${memberStart(place, indent)}${member.readOnly ? "readonly " : ""}${propertyKey(name)}${mark}:${spaced(type)};`,
    );
  }
  for (const [keys, type] of indexesOf(members, required, patterns, rest, printer)) {
    if (members.length === 0 && keys === "string" && type === "unknown") return "Record<string, unknown>";
    lines.push(`${memberStart(place, indent)}[key: ${keys}]: ${type};`);
  }
  if (lines.length === 0) return rest === false ? "Record<string, never>" : "Record<string, unknown>";
  return place.isOpen ? `{\n${lines.join("\n")}\n${place.indent}}` : `{ ${lines.join(" ")} }`;
}

function memberStart(place: Place, indent: string): string {
  return place.isOpen ? indent : "";
}

function spaced(type: string): string {
  return type.startsWith("\n") ? type : ` ${type}`;
}

/** The schema of unlisted members; undefined if the schema does not describe them. */
function additionalOf(schema: NormalisedSchema): NormalisedSchema["additionalProperties"] {
  if (schema.additionalProperties !== undefined) return schema.additionalProperties;
  // With composition, other members may evaluate properties, so `unevaluatedProperties` does not describe all of them.
  const isAlone = !schema.allOf && !schema.anyOf && !schema.oneOf && !schema.if && !schema.dependentSchemas;
  return isAlone ? schema.unevaluatedProperties : undefined;
}

type Members = readonly (readonly [name: string, schema: NormalisedSchema])[];

/** The index signatures of an object. */
function indexesOf(
  members: Members,
  required: ReadonlySet<string>,
  patterns: Members,
  rest: NormalisedSchema["additionalProperties"],
  printer: TypePrinter,
): ReadonlyMap<string, string> {
  const indexes = new Map<string, string>();
  if (patterns.length === 0 && typeof rest !== "object") return indexes;
  const add = (keys: string, schemas: readonly NormalisedSchema[], prefix: string): void => {
    // TypeScript requires that each listed member is assignable to the index signature for its name.
    const named = members.filter(([name]) => name.startsWith(prefix));
    const types = new Set([...named.map(([, member]) => member), ...schemas].map((each) => printer.printInline(each)));
    if (types.size > 1) types.delete("never");
    if (named.some(([name]) => !required.has(name))) types.add("undefined");
    const text = [...types].join(" | ");
    indexes.set(keys, types.has("unknown") || text.length > LONGEST_INDEX ? "unknown" : text);
  };
  const all = patterns.map(([, schema]) => schema);
  if (typeof rest === "object") {
    add("string", [...all, rest], "");
    return indexes;
  }
  const [only] = patterns;
  const prefix = only && patterns.length === 1 ? prefixOf(only[0]) : undefined;
  if (prefix !== undefined) add(`\`${prefix}\${string}\``, all, prefix);
  else if (patterns.length > 0) add("string", all, "");
  return indexes;
}

/** The prefix that a pattern requires, if it requires nothing else. */
function prefixOf(pattern: string): string | undefined {
  return /^\^([\w-]+)(?:\.\*\$?)?$/.exec(pattern)?.[1];
}
