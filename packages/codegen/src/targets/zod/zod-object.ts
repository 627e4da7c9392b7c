import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { planBefore } from "./evaluation-plan.ts";
import { block, quote, regExpText } from "./js-literal.ts";
import { isAnything, isNever } from "./schema-facts.ts";
import { withChecks } from "./with-checks.ts";
import type { ZodScope } from "./zod-scope.ts";

export function emitObject(schema: NormalisedSchema, scope: ZodScope, indent: string): string {
  // The plan is built first, since it may create constants for schemas that are printed below.
  const unevaluated = emitUnevaluatedProperties(schema, scope, indent);
  const base = isPlainShape(schema) ? emitShape(schema, scope, indent) : emitOwnObject(schema, scope, indent);
  return withChecks(base, [...emitKeywords(schema, scope, indent), ...unevaluated]);
}

/**
 * Whether a zod object is equivalent to the properties of a schema. Zod objects do not support patterns; they find names
 * such as `toString` in every object, since they read inherited properties; and they drop `__proto__`.
 */
export function isPlainShape(schema: NormalisedSchema): boolean {
  if (schema.patternProperties !== undefined) return false;
  for (const name in schema.properties) if (name in Object.prototype) return false;
  return !(schema.required ?? []).some((name) => name in Object.prototype);
}

function emitShape(schema: NormalisedSchema, scope: ZodScope, indent: string): string {
  const properties = propertiesOf(schema);
  const rest = restOf(schema);
  if (typeof rest === "object" && properties.length === 0)
    return `z.record(z.string(), ${scope.expressionOf(rest, indent)})`;
  const members = properties.map(([name, member, isRequired]) => {
    const expression = scope.expressionOf(member, `${indent}  `);
    const value = isRequired ? expression : `z.exactOptional(${expression})`;
    return `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name)}: ${value}`;
  });
  const shape = block("{", members, "}", indent);
  if (typeof rest === "object") return `z.object(${shape}).catchall(${scope.expressionOf(rest, indent)})`;
  return rest === false ? `z.strictObject(${shape})` : `z.looseObject(${shape})`;
}

/** An object of which only own properties count, checked by a helper. */
function emitOwnObject(schema: NormalisedSchema, scope: ZodScope, indent: string): string {
  const inner = `${indent}  `;
  const properties = propertiesOf(schema).map(
    ([name, member, isRequired]) =>
      `[${quote(name)}, ${scope.expressionOf(member, inner)}${isRequired ? ", true" : ""}]`,
  );
  const patterns = Object.entries(schema.patternProperties ?? {}).map(
    ([pattern, member]) => `[${regExpText(pattern)}, ${scope.expressionOf(member, inner)}]`,
  );
  const rest = restOf(schema);
  const last = rest === undefined ? "" : `, ${rest === false ? "false" : scope.expressionOf(rest, inner)}`;
  const lists = `${block("[", properties, "]", indent)}, ${block("[", patterns, "]", indent)}`;
  return `z.unknown().check(${scope.helper("$object")}(${lists}${last}))`;
}

export type Property = readonly [name: string, schema: NormalisedSchema, isRequired: boolean];

/** The listed properties, in their order, and those that are only required. */
export function propertiesOf(schema: NormalisedSchema): Property[] {
  const required = new Set(schema.required);
  const properties = Object.entries(schema.properties ?? {}).map(([name, member]): Property => {
    return [name, member, required.delete(name)];
  });
  for (const name of required) properties.push([name, {}, true]);
  return properties;
}

/** The schema of unlisted properties: undefined for any, false for none. */
export function restOf({ additionalProperties: rest }: NormalisedSchema): undefined | false | NormalisedSchema {
  if (rest === undefined || rest === false) return rest;
  if (isAnything(rest)) return undefined;
  return isNever(rest) ? false : rest;
}

function emitKeywords(schema: NormalisedSchema, scope: ZodScope, indent: string): string[] {
  const { dependentRequired, dependentSchemas, maxProperties, minProperties, propertyNames } = schema;
  const inner = `${indent}  `;
  const checks: string[] = [];
  if (minProperties !== undefined || maxProperties !== undefined) {
    const bounds = `${minProperties ?? 0}, ${maxProperties ?? "Number.POSITIVE_INFINITY"}`;
    checks.push(`${scope.helper("$propertyCount")}(${bounds})`);
  }
  if (propertyNames) checks.push(`${scope.helper("$propertyNames")}(${scope.expressionOf(propertyNames, inner)})`);
  if (dependentRequired) {
    const entries = Object.entries(dependentRequired).map(
      ([name, others]) => `[${quote(name)}, [${others.map(quote).join(", ")}]]`,
    );
    checks.push(`${scope.helper("$dependentRequired")}([${entries.join(", ")}])`);
  }
  if (dependentSchemas) {
    const entries = Object.entries(dependentSchemas).map(
      ([name, member]) => `[${quote(name)}, ${scope.expressionOf(member, inner)}]`,
    );
    checks.push(`${scope.helper("$dependentSchemas")}(${block("[", entries, "]", indent)})`);
  }
  return checks;
}

function emitUnevaluatedProperties(schema: NormalisedSchema, scope: ZodScope, indent: string): string[] {
  const rest = schema.unevaluatedProperties;
  if (rest === undefined) return [];
  const plan = planBefore(schema, "unevaluatedProperties", scope);
  if (plan === undefined) return [];
  const left = rest === false || isNever(rest) ? "false" : scope.expressionOf(rest, `${indent}  `);
  return [`${scope.helper("$unevaluated")}(${plan}, ${left})`];
}
