import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { type SchemaFacts, valuesOf } from "./schema-facts.ts";

/** The literals of a required property. */
export interface Literals {
  readonly values: ReadonlySet<string>;
  /** A text that is the same for equal literals. */
  readonly text: string;
}

/** The required properties of a schema that allow only literals, through references and `allOf`. */
export function describeLiterals(
  schema: NormalisedSchema,
  facts: SchemaFacts,
  depth = 0,
): ReadonlyMap<string, Literals> {
  const found = new Map<string, Literals>();
  if (depth > 8) return found;
  const target = facts.resolve(schema).schema;
  for (const member of target.allOf ?? [])
    for (const [name, literals] of describeLiterals(member, facts, depth + 1)) found.set(name, literals);
  for (const name of target.required ?? []) {
    const property = target.properties && Object.hasOwn(target.properties, name) ? target.properties[name] : undefined;
    const values = property && valuesOf(facts.resolve(property).schema);
    if (values) found.set(name, { values: new Set(values.keys()), text: [...values.keys()].sort().join() });
  }
  return found;
}

/** Whether no value can be valid for both schemas; false if that cannot be decided. */
export function areDisjoint(left: NormalisedSchema, right: NormalisedSchema, facts: SchemaFacts, depth = 0): boolean {
  if (depth > 4) return false;
  const one = facts.resolve(left).schema;
  const two = facts.resolve(right).schema;
  if (one === two) return false;
  const kinds = facts.atomsOf(one);
  const others = facts.atomsOf(two);
  const common = [...kinds].filter((kind) => others.has(kind));
  if (common.length === 0) return true;
  for (const [union, other] of [
    [one, two],
    [two, one],
  ] as const) {
    const members = union.oneOf ?? union.anyOf;
    if (members?.every((member) => areDisjoint(member, other, facts, depth + 1))) return true;
  }
  const values = valuesOf(one);
  const otherValues = valuesOf(two);
  if (values && otherValues && ![...values.keys()].some((value) => otherValues.has(value))) return true;
  if (common.length > 1 || common[0] !== "object") return false;
  const literals = describeLiterals(one, facts);
  for (const [name, { values: theirs }] of describeLiterals(two, facts)) {
    const mine = literals.get(name)?.values;
    if (mine && ![...mine].some((value) => theirs.has(value))) return true;
  }
  return lacks(one, two) || lacks(two, one);
}

/** Whether a closed object forbids a property that the other requires. */
function lacks(closed: NormalisedSchema, other: NormalisedSchema): boolean {
  if (closed.additionalProperties !== false || closed.patternProperties) return false;
  return (other.required ?? []).some((name) => !Object.hasOwn(closed.properties ?? {}, name));
}
