import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { planBefore } from "../zod/evaluation-plan.ts";
import { isNever } from "../zod/schema-facts.ts";
import { block, type Check, onlyIf, rejectingStatements, under } from "./checks.ts";
import { call, fact, printCondition } from "./condition.ts";
import type { Frame } from "./guard-scope.ts";
import { conditionOf, functionOf, memberChecks } from "./subschema-checks.ts";

export function arrayChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  const { items, maxItems, minItems, prefixItems = [] } = schema;
  const { scope } = frame;
  const isClosed = items !== undefined && isNever(items);
  const most = Math.min(maxItems ?? Number.POSITIVE_INFINITY, isClosed ? prefixItems.length : Number.POSITIVE_INFINITY);
  const checks: Check[] = [call("Array.isArray", value)];
  if (minItems !== undefined) checks.push(fact(`${value}.length >= ${minItems}`, `${value}.length < ${minItems}`));
  if (most < Number.POSITIVE_INFINITY) checks.push(fact(`${value}.length <= ${most}`, `${value}.length > ${most}`));
  for (const [index, slot] of prefixItems.entries()) {
    // Items of `prefixItems` are optional; `minItems` sets the required length.
    const isFilled = fact(`${value}.length > ${index}`, `${value}.length <= ${index}`);
    checks.push(...onlyIf(isFilled, memberChecks(slot, `${value}[${index}]`, `item${index}`, frame)));
  }
  if (items && !isClosed) checks.push(...itemChecks(items, prefixItems.length, value, frame));
  checks.push(...containsChecks(schema, value, frame));
  if (schema.uniqueItems) checks.push(call(scope.helper("$isUnique"), value));
  return [...checks, ...unevaluatedItemChecks(schema, value, frame)];
}

function itemChecks(items: NormalisedSchema, first: number, value: string, frame: Frame): Check[] {
  const index = frame.locals.take("index");
  const lines = rejectingStatements(memberChecks(items, `${value}[${index}]`, "item", frame));
  frame.locals.release(index);
  if (lines.length === 0) return [];
  return [block(under(`for (let ${index} = ${first}; ${index} < ${value}.length; ${index}++)`, lines))];
}

function containsChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  const { contains, maxContains, minContains = 1 } = schema;
  if (!contains || (minContains === 0 && maxContains === undefined)) return [];
  const count = frame.locals.take("count");
  const index = frame.locals.take("index");
  const test = printCondition(conditionOf(contains, `${value}[${index}]`, frame));
  frame.locals.release(index);
  return [
    block([
      `let ${count} = 0;`,
      `for (let ${index} = 0; ${index} < ${value}.length; ${index}++) if (${test}) ${count}++;`,
      `if (${count} < ${minContains}${maxContains === undefined ? "" : ` || ${count} > ${maxContains}`}) return false;`,
    ]),
  ];
}

function unevaluatedItemChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  const rest = schema.unevaluatedItems;
  if (rest === undefined) return [];
  const plan = planBefore(schema, "unevaluatedItems", frame.scope);
  if (plan === undefined) return [];
  const others = rest === false || isNever(rest) ? [] : [functionOf(rest, frame)];
  return [call(frame.scope.helper("$unevaluated"), value, frame.scope.toPlan(plan), ...others)];
}
