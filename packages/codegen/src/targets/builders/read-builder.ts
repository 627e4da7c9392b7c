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
  /** Whether the items of a list are given as arguments of their own. */
  readonly rest: boolean;
  /** The calls that contradict this one. */
  readonly choice: BuilderChoice | undefined;
}

/** Methods of which at most one may be called, those of a subclass included. */
export interface BuilderChoice {
  readonly group: string;
  /** What each of them does, for messages: `credentials are given`. */
  readonly given: string;
  readonly others: readonly string[];
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
  /** For each required part the members of which one must be set; undefined when a subclass says what is missing. */
  readonly parts: ReadonlyMap<string, readonly string[]> | undefined;
}

/** Members of the base class and of its usual subclasses, which no generated method may override. */
const TAKEN: readonly string[] = ["build", "constructor", "origin", "patch", "props", "set", "toNode"];
/** Members of a class that is given with `builderBase`. */
const TAKEN_BY_BASE: readonly string[] = ["allow", "check", "missing", "parts", "request", "rules", "with"];
const KEYS: ReadonlySet<string> = new Set(["name", "constructor", "one-of", "exclusive", "parts"]);

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
    if (!KEYS.has(key))
      report(joinPointer(pointer, key), `expected name, constructor, one-of, exclusive or parts, received ${key}`);
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
  const reserved = new Set(context.builderBase === undefined ? TAKEN : [...TAKEN, ...TAKEN_BY_BASE]);
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
  if (given.parts !== undefined && given.parts !== false)
    report(joinPointer(pointer, "parts"), `expected false or nothing, received ${describeValue(given.parts)}`);
  const choices = readChoices(given.exclusive, joinPointer(pointer, "exclusive"), report);
  if (choices.size > 0 && context.builderBase === undefined)
    report(
      joinPointer(pointer, "exclusive"),
      "expected exclusive methods only with the setting builderBase, whose class refuses contradicting calls",
    );
  const methodOf = (property: string): { readonly name: string; readonly rest: boolean } => {
    const method = properties[property]?.["x-starfix-method"];
    if (typeof method === "string") return { name: method, rest: false };
    return isRestMethod(method) ? { name: method.name, rest: true } : { name: property, rest: false };
  };
  const methodName = (property: string): string => methodOf(property).name;
  // A member without a method: one that a subclass sets, or one that is readOnly.
  const isHidden = (property: string): boolean => {
    const member = properties[property] ?? {};
    const method = member["x-starfix-method"];
    // A required readOnly member, such as a discriminator, keeps its method.
    return method === undefined
      ? !isRequired(property) && readAnnotation(document, member, "readOnly") === true
      : method === false;
  };
  const members = Object.entries(properties).filter(
    ([name, property]) => !taken.includes(name) && resolveSchema(document, property).const === undefined,
  );
  const owners = new Map<string, string>([...new Set(groupOf.values())].map((group) => [group, `the group ${group}`]));
  for (const [property, { "x-starfix-method": method }] of members) {
    const name = methodName(property);
    const at = joinPointer("/components/schemas", component, "properties", property);
    if (method !== undefined && method !== false && typeof method !== "string" && !isRestMethod(method))
      report(
        joinPointer(at, "x-starfix-method"),
        `expected a name, false, or { name, rest: true }, received ${describeValue(method)}`,
      );
    if (isRestMethod(method) && resolveSchema(document, properties[property] ?? {}).type !== "array")
      report(joinPointer(at, "x-starfix-method", "rest"), "expected rest only for a list");
    // A required member without a method still needs a name for its part; an optional one does not.
    if (isHidden(property) && !isRequired(property)) continue;
    const owner = owners.get(name);
    const help = `give ${isHidden(property) ? "the other" : "the property"} an x-starfix-method`;
    if (owner !== undefined)
      report(at, `expected different method names, received ${name} for ${owner} and ${property}; ${help}`);
    owners.set(name, property);
    if (isHidden(property)) continue;
    if (reserved.has(name) || !/^[A-Za-z_$][\w$]*$/.test(name))
      report(at, `expected a valid and unreserved method name, received ${name}; ${help}`);
  }
  if (failed) return undefined;
  const partOf = (property: string): string | undefined =>
    groupOf.get(property) ?? (isRequired(property) ? methodName(property) : undefined);
  const shown = members.filter(([property]) => !isHidden(property));
  const methods = shown.map(([property, member]): BuilderMethod => {
    const group = groupOf.get(property);
    const { name, rest } = methodOf(property);
    const choice = choices.get(name);
    return {
      name,
      property,
      schema: member,
      description: member.description ?? resolveSchema(document, member).description,
      part: partOf(property),
      rest,
      choice,
      // A call that contradicts another is refused, so there is nothing to clear.
      rivals: members
        .filter(
          ([other]) =>
            choice === undefined && other !== property && group !== undefined && groupOf.get(other) === group,
        )
        .map(([other]) => ({ method: isHidden(other) ? undefined : methodName(other), property: other })),
    };
  });
  const parts = new Map<string, string[]>();
  for (const [property] of members) {
    const part = partOf(property);
    if (part !== undefined) parts.set(part, [...(parts.get(part) ?? []), property]);
  }
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
    missing: [...parts.keys()],
    parts: given.parts === false ? undefined : parts,
  };
}

/** A method that takes the items of a list as arguments of their own. */
function isRestMethod(method: JsonValue | undefined): method is { readonly name: string; readonly rest: true } {
  return (
    isJsonObject(method) && typeof method.name === "string" && method.rest === true && Object.keys(method).length === 2
  );
}

/** The choice that each method of an exclusive group is part of. */
function readChoices(
  groups: JsonValue | undefined,
  at: string,
  report: (at: string, message: string) => void,
): ReadonlyMap<string, BuilderChoice> {
  const choices = new Map<string, BuilderChoice>();
  if (groups === undefined) return choices;
  if (!isJsonObject(groups)) {
    report(at, `expected named groups, received ${describeValue(groups)}`);
    return choices;
  }
  for (const [group, entry] of Object.entries(groups)) {
    const methods = isJsonObject(entry) ? entry.methods : undefined;
    if (!isJsonObject(entry) || typeof entry.given !== "string" || !isNames(methods) || methods.length < 2) {
      report(
        joinPointer(at, group),
        `expected { given, methods }, a text and two or more names of methods, received ${describeValue(entry)}`,
      );
      continue;
    }
    for (const method of methods) {
      if (choices.has(method))
        report(
          joinPointer(at, group),
          `expected ${method} in one group, received it in ${choices.get(method)?.group} as well`,
        );
      choices.set(method, { group, given: entry.given, others: methods.filter((other) => other !== method) });
    }
  }
  return choices;
}

function isNames(value: JsonValue | undefined): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string" && /^[A-Za-z_$][\w$]*$/.test(name));
}

/** The entry function of `Pet` is `pet`; of `Delete`, a reserved word, `deleteBuilder`. */
function entryName(name: string): string {
  const entry = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return RESERVED.has(entry) ? `${entry}Builder` : entry;
}
