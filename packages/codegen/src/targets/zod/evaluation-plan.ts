import { componentOfRef, type NormalisedSchema } from "../../normalise/normalised-document.ts";
import { quote, regExpText } from "./js-literal.ts";
import type { PlanKind, ZodScope } from "./zod-scope.ts";

/** The declarations that a plan refers to. */
export type PlanScope = Pick<ZodScope, "planOf" | "reference" | "toConstant">;

/**
 * The evaluation plan of a schema: which properties or items it evaluates, as an object for the helper `$evaluated`. Some
 * are always evaluated, others only if a subschema accepts the value. Undefined if it evaluates none.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-11
 */
export function emitPlan(schema: NormalisedSchema, kind: PlanKind, scope: PlanScope): string | undefined {
  if (schema.$ref !== undefined) return scope.planOf(componentOfRef(schema.$ref) ?? "", kind);
  const own = kind === "properties" ? emitOwnNames(schema) : emitOwnItems(schema, scope);
  if (own.includes(ALL)) return `{ ${ALL} }`;
  const sure = (schema.allOf ?? []).flatMap((member) => emitPlan(member, kind, scope) ?? []);
  const chosen = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((member) => {
    const plan = emitPlan(member, kind, scope);
    return plan === undefined ? [] : [`[${emitTest(member, scope)}, ${plan}]`];
  });
  const ifPresent = Object.entries(schema.dependentSchemas ?? {}).flatMap(([name, member]) => {
    const plan = kind === "items" ? undefined : emitPlan(member, kind, scope);
    return plan === undefined ? [] : [`[${quote(name)}, ${plan}]`];
  });
  const fields = [
    ...own,
    ...field("also", sure),
    ...field("ifPresent", ifPresent),
    ...field("when", chosen),
    ...field("cases", emitCase(schema, kind, scope)),
  ];
  return fields.length === 0 ? undefined : `{ ${fields.join(", ")} }`;
}

const ALL = "all: true";

function field(name: string, members: readonly string[]): string[] {
  return members.length === 0 ? [] : [`${name}: [${members.join(", ")}]`];
}

/** What a schema evaluates without its own `unevaluated…`; undefined if that is everything. */
export function planBefore(
  schema: NormalisedSchema,
  keyword: "unevaluatedItems" | "unevaluatedProperties",
  scope: PlanScope,
): string | undefined {
  const { [keyword]: _, ...evaluating } = schema;
  const plan = emitPlan(evaluating, keyword === "unevaluatedItems" ? "items" : "properties", scope) ?? "{}";
  return plan === `{ ${ALL} }` ? undefined : plan;
}

/** A schema that decides about a plan is also a member of a union, so it becomes a constant. */
function emitTest(schema: NormalisedSchema, scope: PlanScope): string {
  return schema.$ref === undefined ? scope.toConstant(schema) : scope.reference(componentOfRef(schema.$ref) ?? "");
}

function emitOwnNames(schema: NormalisedSchema): string[] {
  if (schema.additionalProperties !== undefined || schema.unevaluatedProperties !== undefined) return [ALL];
  return [
    ...field("names", Object.keys(schema.properties ?? {}).map(quote)),
    ...field("patterns", Object.keys(schema.patternProperties ?? {}).map(regExpText)),
  ];
}

function emitOwnItems(schema: NormalisedSchema, scope: PlanScope): string[] {
  if (schema.items !== undefined || schema.unevaluatedItems !== undefined) return [ALL];
  const count = schema.prefixItems?.length ?? 0;
  return [
    ...(count === 0 ? [] : [`count: ${count}`]),
    ...field("contains", schema.contains ? [emitTest(schema.contains, scope)] : []),
  ];
}

function emitCase(schema: NormalisedSchema, kind: PlanKind, scope: PlanScope): string[] {
  if (!schema.if) return [];
  const test = emitPlan(schema.if, kind, scope);
  const then = schema.then && emitPlan(schema.then, kind, scope);
  const no = schema.else && emitPlan(schema.else, kind, scope);
  const yes = test && then ? `{ also: [${test}, ${then}] }` : (test ?? then);
  return yes === undefined && no === undefined
    ? []
    : [`[${emitTest(schema.if, scope)}, ${yes ?? "{}"}, ${no ?? "{}"}]`];
}
