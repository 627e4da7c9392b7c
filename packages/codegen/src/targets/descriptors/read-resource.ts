import { describeValue, isJsonObject, type JsonValue } from "../../load/json.ts";
import { joinPointer } from "../../load/json-pointer.ts";
import {
  componentOfRef,
  type NormalisedDocument,
  type NormalisedSchema,
  resolveSchema,
} from "../../normalise/normalised-document.ts";
import type { TargetContext } from "../target.ts";
import { type MemberOrder, readMembers } from "./read-members.ts";
import type { ResourceModel } from "./resource-model.ts";

export const RESOURCES = "x-starfix-resources";
const ROLES = ["create", "update", "response"] as const;
const KEYS: readonly string[] = [...ROLES, "order"];

/** Reads one entry of `x-starfix-resources`; undefined when something about it was reported. */
export function readResource(
  document: NormalisedDocument,
  name: string,
  given: JsonValue,
  context: TargetContext,
): ResourceModel | undefined {
  const pointer = joinPointer("", RESOURCES, name);
  let failed = false;
  const report = (at: string, message: string): void => {
    failed = true;
    context.report("invalid_resource", at, message);
  };
  if (!/^[a-z][A-Za-z0-9]*$/.test(name))
    report(pointer, `expected a resource name in camelCase, received ${describeValue(name)}`);
  if (!isJsonObject(given)) {
    report(pointer, `expected the components of a resource, received ${describeValue(given)}`);
    return undefined;
  }
  for (const key of Object.keys(given))
    if (!KEYS.includes(key)) report(joinPointer(pointer, key), `expected ${KEYS.join(", ")}, received ${key}`);

  const [create, update, response] = ROLES.map((role) => {
    const component = given[role];
    const schema = typeof component === "string" ? document.schemas.get(component) : undefined;
    if (schema === undefined)
      report(
        component === undefined ? pointer : joinPointer(pointer, role),
        `expected ${role} to name a component schema, received ${describeValue(component)}`,
      );
    return schema;
  });
  const order = readOrder(given.order ?? {}, joinPointer(pointer, "order"), report);
  if (!create || !update || !response) return undefined;

  const kinds = readKinds(document, create);
  const [updates, responses] = [update, response].map((schema) => readKinds(document, schema));
  const model = new Map<string | undefined, ReturnType<typeof readMembers>>();
  for (const [kind, created] of kinds) {
    const [updated, answered] = [updates?.get(kind), responses?.get(kind)];
    const described = kind === undefined ? "one object" : `the kind ${kind}`;
    if (!updated) report(joinPointer(pointer, "update"), `expected ${described} as create has it, received none`);
    if (!answered) report(joinPointer(pointer, "response"), `expected ${described} as create has it, received none`);
    if (created.properties === undefined)
      report(joinPointer(pointer, "create"), `expected ${described} to be an object with properties`);
    if (!updated || !answered) continue;
    const discriminator = create.discriminator?.propertyName;
    model.set(
      kind,
      readMembers(document, { create: created, update: updated, response: answered }, discriminator, order),
    );
  }
  const known = new Set([...model.values()].flat().map((member) => member.name));
  for (const list of ["first", "last"] as const)
    for (const [index, member] of order[list].entries())
      if (!failed && !known.has(member))
        report(joinPointer(pointer, "order", list, index), `expected a member of ${name}, received ${member}`);
  return failed ? undefined : { name, kinds: model };
}

/** The objects of a discriminated union by the value of their discriminator, or one object under `undefined`. */
function readKinds(
  document: NormalisedDocument,
  schema: NormalisedSchema,
): ReadonlyMap<string | undefined, NormalisedSchema> {
  const members = schema.oneOf ?? schema.anyOf;
  if (schema.discriminator === undefined || members === undefined) return new Map([[undefined, schema]]);
  const kinds = Object.entries(schema.discriminator.mapping).map(([kind, target]) => {
    const member = typeof target === "number" ? members[target] : document.schemas.get(componentOfRef(target) ?? "");
    return [kind, resolveSchema(document, member ?? {})] as const;
  });
  return new Map(kinds);
}

function readOrder(given: JsonValue, pointer: string, report: (at: string, message: string) => void): MemberOrder {
  const listOf = (key: "first" | "last"): readonly string[] => {
    const value = isJsonObject(given) ? given[key] : undefined;
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every((entry): entry is string => typeof entry === "string")) return value;
    report(joinPointer(pointer, key), `expected a list of members, received ${describeValue(value)}`);
    return [];
  };
  if (!isJsonObject(given)) report(pointer, `expected first and last, received ${describeValue(given)}`);
  else
    for (const key of Object.keys(given))
      if (key !== "first" && key !== "last")
        report(joinPointer(pointer, key), `expected first or last, received ${key}`);
  return { first: listOf("first"), last: listOf("last") };
}
