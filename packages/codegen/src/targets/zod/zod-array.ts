import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { planBefore } from "./evaluation-plan.ts";
import { block } from "./js-literal.ts";
import { isNever } from "./schema-facts.ts";
import { withChecks } from "./with-checks.ts";
import type { ZodScope } from "./zod-scope.ts";

export function emitArray(schema: NormalisedSchema, scope: ZodScope, indent: string): string {
  // The plan is built first, since it may create constants for schemas that are printed below.
  const unevaluated = emitUnevaluatedItems(schema, scope, indent);
  const inner = `${indent}  `;
  const checks: string[] = [];
  if (schema.contains && (schema.minContains !== 0 || schema.maxContains !== undefined)) {
    const bounds = [schema.minContains ?? 1, schema.maxContains ?? "Number.POSITIVE_INFINITY"].join(", ");
    checks.push(`${scope.helper("$contains")}(${scope.expressionOf(schema.contains, inner)}, ${bounds})`);
  }
  if (schema.uniqueItems) checks.push(scope.helper("$unique"));
  return withChecks(emitItems(schema, scope, indent), [...checks, ...unevaluated]);
}

function emitItems(schema: NormalisedSchema, scope: ZodScope, indent: string): string {
  const { items, maxItems, minItems, prefixItems = [] } = schema;
  if (prefixItems.length === 0) {
    const base = items && isNever(items) ? "z.array(z.unknown()).max(0)" : `z.array(${member(items, scope, indent)})`;
    return `${base}${minItems === undefined ? "" : `.min(${minItems})`}${maxItems === undefined ? "" : `.max(${maxItems})`}`;
  }
  const isClosed = items !== undefined && isNever(items);
  // Items of `prefixItems` are optional; `minItems` sets the required length.
  const slots = prefixItems.map((slot) => `z.exactOptional(${scope.expressionOf(slot, `${indent}  `)})`);
  const rest = isClosed ? "" : `, ${member(items, scope, indent)}`;
  const counts = [
    ...(minItems === undefined ? [] : [`z.minLength(${minItems})`]),
    ...(maxItems === undefined ? [] : [`z.maxLength(${maxItems})`]),
  ];
  return withChecks(`z.tuple(${block("[", slots, "]", indent)}${rest})`, counts);
}

function member(items: NormalisedSchema | undefined, scope: ZodScope, indent: string): string {
  return items ? scope.expressionOf(items, indent) : "z.unknown()";
}

function emitUnevaluatedItems(schema: NormalisedSchema, scope: ZodScope, indent: string): string[] {
  const rest = schema.unevaluatedItems;
  if (rest === undefined) return [];
  const plan = planBefore(schema, "unevaluatedItems", scope);
  if (plan === undefined) return [];
  const left = rest === false || isNever(rest) ? "false" : scope.expressionOf(rest, `${indent}  `);
  return [`${scope.helper("$unevaluated")}(${plan}, ${left})`];
}
