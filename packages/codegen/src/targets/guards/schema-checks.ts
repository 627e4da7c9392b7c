import {
  componentOfRef,
  type NormalisedSchema,
  type SchemaType,
  typesOf,
} from "../../normalise/normalised-document.ts";
import { isNever } from "../zod/schema-facts.ts";
import { restOf } from "../zod/zod-object.ts";
import { asCondition, block, type Check, rejectingStatements, under } from "./checks.ts";
import { any, type Condition, call, NEVER, not, printCondition } from "./condition.ts";
import type { Frame } from "./guard-scope.ts";
import { Locals } from "./locals.ts";
import { unionChecks } from "./union-checks.ts";
import { valueChecks } from "./value-checks.ts";

/**
 * The checks of a value for a schema. `value` is an expression that may be printed several times:
 * see `memberChecks`.
 */
export function schemaChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  const { scope } = frame;
  const name = scope.constantOf(schema);
  if (name !== undefined) return [call(name, value)];
  if (schema.$ref !== undefined) return [referenceCheck(componentOfRef(schema.$ref) ?? "", value, frame)];
  if (isNever(schema)) return [NEVER];
  return [
    ...valueChecks(schema, value, frame),
    ...unionChecks(schema, value, frame),
    ...(schema.allOf ?? []).flatMap((member) => schemaChecks(member, value, frame)),
    ...(schema.not ? [not(conditionOf(schema.not, value, frame))] : []),
    ...conditionalChecks(schema, value, frame),
  ];
}

/** The checks as one expression; checks that need statements become a function of their own. */
export function conditionOf(schema: NormalisedSchema, value: string, frame: Frame): Condition {
  const condition = hasMembers(schema) ? undefined : tryCondition(schema, value, frame);
  return condition ?? call(frame.scope.toConstant(schema), value);
}

/** The name of a function that checks a schema. */
export function functionOf(schema: NormalisedSchema, { scope }: Frame): string {
  return schema.$ref === undefined ? scope.toConstant(schema) : scope.reference(componentOfRef(schema.$ref) ?? "");
}

/** The checks of a member of a value, assigned to a local variable if it is used more than once. */
export function memberChecks(schema: NormalisedSchema, access: string, name: string, frame: Frame): Check[] {
  const condition = hasMembers(schema) ? undefined : tryCondition(schema, access, frame);
  const text = condition && printCondition(condition);
  if (condition && text !== undefined && text.split(access).length <= 2) return text === "true" ? [] : [condition];
  const local = frame.locals.take(name);
  return [block([`const ${local} = ${access};`, ...rejectingStatements(schemaChecks(schema, local, frame))])];
}

/** Inlines a component that is a single expression, which is faster than calling a function that is not compiled yet. */
function referenceCheck(component: string, value: string, frame: Frame): Condition {
  const target = frame.scope.schemaOf(component);
  const isScalar = target !== undefined && typesOf(target).every((type) => SCALARS.has(type));
  const condition = isScalar && isAlone(target) ? tryCondition(target, value, frame) : undefined;
  return condition?.kind === "fact" ? condition : call(frame.scope.reference(component), value);
}

const SCALARS: ReadonlySet<SchemaType> = new Set(["string", "number", "integer", "boolean", "null"]);

/** Whether a schema has a type and refers to no other schemas. */
function isAlone({ $ref, allOf, anyOf, if: test, not: excluded, oneOf, type }: NormalisedSchema): boolean {
  return type !== undefined && ($ref ?? allOf ?? anyOf ?? test ?? excluded ?? oneOf) === undefined;
}

function tryCondition(schema: NormalisedSchema, value: string, { scope }: Frame): Condition | undefined {
  return asCondition(schemaChecks(schema, value, { scope, locals: new Locals(value) }));
}

/** Whether the checks of a schema visit members, which needs statements. */
export function hasMembers(schema: NormalisedSchema): boolean {
  const { items, prefixItems, properties } = schema;
  return (items ?? prefixItems ?? properties) !== undefined || typeof restOf(schema) === "object";
}

function conditionalChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  if (!schema.if) return [];
  const test = conditionOf(schema.if, value, frame);
  const yes = schema.then ? schemaChecks(schema.then, value, frame) : [];
  const no = schema.else ? schemaChecks(schema.else, value, frame) : [];
  return [...only(test, yes), ...only(not(test), no)];
}

/** Checks that apply only if a condition holds. */
export function only(test: Condition, checks: readonly Check[]): Check[] {
  if (checks.length === 0) return [];
  const condition = asCondition(checks);
  return [
    condition ? any([not(test), condition]) : block(under(`if (${printCondition(test)})`, rejectingStatements(checks))),
  ];
}
