import { describeValue, isJsonObject, type JsonValue } from "../../load/json.ts";
import { joinPointer } from "../../load/json-pointer.ts";
import { type NormalisedDocument, type NormalisedSchema, resolveSchema } from "../../normalise/normalised-document.ts";
import { RESERVED } from "../names.ts";
import { readAnnotation } from "../read-annotation.ts";
import type { TargetContext } from "../target.ts";

/** One fluent method. */
export interface BuilderMethod {
  readonly name: string;
  readonly property: string;
  readonly schema: NormalisedSchema;
  readonly description: string | undefined;
  /** The missing part that a call provides; undefined for an optional member. */
  readonly part: string | undefined;
  /** The members that a call clears; one without a method belongs to a subclass. */
  readonly rivals: readonly { readonly method: string | undefined; readonly property: string }[];
}

/** A validated `x-starfix-builder`. */
export interface BuilderModel {
  readonly name: string;
  /** Name of the entry function. */
  readonly entry: string;
  readonly component: string;
  readonly description: string | undefined;
  /** Members with one possible value. */
  readonly constants: readonly { readonly property: string; readonly value: JsonValue }[];
  /** Members that are parameters of the entry function. */
  readonly parameters: readonly {
    readonly property: string;
    readonly schema: NormalisedSchema;
    readonly isRequired: boolean;
  }[];
  readonly methods: readonly BuilderMethod[];
  /** The required parts, in the order of the properties; one without a method is provided by a subclass. */
  readonly missing: readonly string[];
}

/** Members of the base class and of its usual subclasses, which no generated method may override. */
const TAKEN: ReadonlySet<string> = new Set(["build", "constructor", "origin", "patch", "props", "set", "toNode"]);
const KEYS: ReadonlySet<string> = new Set(["name", "constructor", "one-of"]);

/** Reads the builder of a component; undefined if it has none, or if an issue was reported. */
export function readBuilder(
  document: NormalisedDocument,
  component: string,
  context: TargetContext,
): BuilderModel | undefined {
  const schema = document.schemas.get(component) ?? {};
  const given = schema["x-starfix-builder"];
  if (given === undefined) return undefined;
  const pointer = joinPointer("/components/schemas", component, "x-starfix-builder");
  let failed = false;
  const report = (at: string, message: string): void => {
    failed = true;
    context.report("invalid_builder", at, message);
  };
  const properties = schema.properties ?? {};
  if (!isJsonObject(given) || typeof given.name !== "string" || !/^[A-Z]\w*$/.test(given.name)) {
    report(
      pointer,
      `expected a builder with a name that starts with a capital, received ${describeValue(isJsonObject(given) ? given.name : given)}`,
    );
    return undefined;
  }
  const isComposed = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  if (schema.type !== "object" || isComposed)
    report(
      pointer,
      `expected the builder of one object, received ${isComposed ? "a composition" : "another type"}; move it to an object component`,
    );
  for (const key of Object.keys(given)) {
    if (!KEYS.has(key)) report(joinPointer(pointer, key), `expected name, constructor or one-of, received ${key}`);
  }
  const known = (value: JsonValue, at: string): value is string => {
    if (typeof value === "string" && Object.hasOwn(properties, value)) return true;
    report(
      at,
      `expected a property of ${component} (${Object.keys(properties).join(", ")}), received ${describeValue(value)}`,
    );
    return false;
  };
  const listOf = (value: JsonValue | undefined, at: string): string[] => {
    if (value === undefined) return [];
    if (Array.isArray(value))
      return value.filter((entry, index): entry is string => known(entry, joinPointer(at, index)));
    report(at, `expected a list of properties, received ${describeValue(value)}`);
    return [];
  };
  const taken = listOf(new Map(Object.entries(given)).get("constructor"), joinPointer(pointer, "constructor"));
  const isRequired = (property: string): boolean => schema.required?.includes(property) ?? false;
  const groupOf = new Map<string, string>();
  const groups = given["one-of"] ?? {};
  if (!isJsonObject(groups))
    report(joinPointer(pointer, "one-of"), `expected named groups, received ${describeValue(groups)}`);
  else {
    for (const [group, entries] of Object.entries(groups)) {
      for (const property of listOf(entries, joinPointer(pointer, "one-of", group))) {
        const other = groupOf.get(property);
        if (other !== undefined)
          report(
            joinPointer(pointer, "one-of", group),
            `expected ${property} in one group, received it in ${other} as well`,
          );
        if (isRequired(property))
          report(
            joinPointer(pointer, "one-of", group),
            `expected ${property} to be optional, since only one member of a group is given`,
          );
        groupOf.set(property, group);
      }
    }
  }
  const methodName = (property: string): string => {
    const name = properties[property]?.["x-starfix-method"];
    return typeof name === "string" ? name : property;
  };
  // A member without a method: one that a subclass sets, or one that is readOnly.
  const isHidden = (property: string): boolean => {
    const member = properties[property] ?? {};
    const method = member["x-starfix-method"];
    // A required readOnly member, such as a discriminator, keeps its method.
    return method === undefined
      ? !isRequired(property) && readAnnotation(document, member, "readOnly") === true
      : method === false;
  };
  const rest = Object.entries(properties).filter(
    ([name, property]) => !taken.includes(name) && resolveSchema(document, property).const === undefined,
  );
  const owners = new Map<string, string>([...new Set(groupOf.values())].map((group) => [group, `the group ${group}`]));
  for (const [property, { "x-starfix-method": method }] of rest) {
    const name = methodName(property);
    const at = joinPointer("/components/schemas", component, "properties", property);
    if (method !== undefined && method !== false && typeof method !== "string")
      report(joinPointer(at, "x-starfix-method"), `expected a name or false, received ${describeValue(method)}`);
    // A required member without a method still needs a name for its part; an optional one does not.
    if (isHidden(property) && !isRequired(property)) continue;
    const owner = owners.get(name);
    const help = `give ${isHidden(property) ? "the other" : "the property"} an x-starfix-method`;
    if (owner !== undefined)
      report(at, `expected different method names, received ${name} for ${owner} and ${property}; ${help}`);
    owners.set(name, property);
    if (isHidden(property)) continue;
    if (TAKEN.has(name) || !/^[A-Za-z_$][\w$]*$/.test(name))
      report(at, `expected a valid and unreserved method name, received ${name}; ${help}`);
  }
  if (failed) return undefined;
  const partOf = (property: string): string | undefined =>
    groupOf.get(property) ?? (isRequired(property) ? methodName(property) : undefined);
  const shown = rest.filter(([property]) => !isHidden(property));
  const methods = shown.map(([property, member]): BuilderMethod => {
    const group = groupOf.get(property);
    return {
      name: methodName(property),
      property,
      schema: member,
      description: member.description ?? resolveSchema(document, member).description,
      part: partOf(property),
      rivals: rest
        .filter(([other]) => other !== property && group !== undefined && groupOf.get(other) === group)
        .map(([other]) => ({ method: isHidden(other) ? undefined : methodName(other), property: other })),
    };
  });
  return {
    name: given.name,
    entry: entryName(given.name),
    component,
    description: schema.description,
    constants: Object.entries(properties).flatMap(([property, member]) => {
      const value = resolveSchema(document, member).const;
      return value === undefined || !isRequired(property) ? [] : [{ property, value }];
    }),
    parameters: taken.flatMap((property) => {
      const member = properties[property];
      return member ? [{ property, schema: member, isRequired: isRequired(property) }] : [];
    }),
    methods,
    missing: [...new Set(rest.flatMap(([property]) => partOf(property) ?? []))],
  };
}

/** The entry function of `Pet` is `pet`; of `Delete`, a reserved word, `deleteBuilder`. */
function entryName(name: string): string {
  const entry = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return RESERVED.has(entry) ? `${entry}Builder` : entry;
}
