import { componentOfRef, type NormalisedSchema } from "../../normalise/normalised-document.ts";
import { restOf } from "../zod/zod-object.ts";
import { asCondition, block, type Check, rejectingStatements } from "./checks.ts";
import { type Condition, call, printCondition } from "./condition.ts";
import type { Frame } from "./guard-scope.ts";
import { Locals } from "./locals.ts";

/** The checks of a value as one expression; checks that need statements become a function of their own. */
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
  return [block([`const ${local} = ${access};`, ...rejectingStatements(frame.scope.checksOf(schema, local, frame))])];
}

/** The checks of a value as one expression; undefined if they need statements. */
export function tryCondition(schema: NormalisedSchema, value: string, { scope }: Frame): Condition | undefined {
  return asCondition(scope.checksOf(schema, value, { scope, locals: new Locals(value) }));
}

/** Whether the checks of a schema visit members, which needs statements. */
export function hasMembers(schema: NormalisedSchema): boolean {
  const { items, prefixItems, properties } = schema;
  return (items ?? prefixItems ?? properties) !== undefined || typeof restOf(schema) === "object";
}
