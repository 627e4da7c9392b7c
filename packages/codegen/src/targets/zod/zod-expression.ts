import type { JsonValue } from "../../load/json.ts";
import {
  componentOfRef,
  type NormalisedSchema,
  type SchemaType,
  typesOf,
} from "../../normalise/normalised-document.ts";
import { block, canonicalText, isScalar, quote, scalarText } from "./js-literal.ts";
import { isAnything, isNever, keywordTypes, literalsOf } from "./schema-facts.ts";
import { withChecks } from "./with-checks.ts";
import { emitArray } from "./zod-array.ts";
import { emitObject } from "./zod-object.ts";
import { emitNumber, emitString } from "./zod-scalars.ts";
import type { ZodScope } from "./zod-scope.ts";
import { emitAnyOf, emitDiscriminated, emitOneOf } from "./zod-union.ts";

/** The zod expression that accepts the same values as a schema, and returns them unchanged. */
export function emitZod(schema: NormalisedSchema, scope: ZodScope, indent = ""): string {
  const constant = scope.constantOf(schema);
  if (constant !== undefined) return constant;
  if (schema.$ref !== undefined) return scope.reference(componentOfRef(schema.$ref) ?? "");
  if (isNever(schema)) return "z.never()";
  // The type comes first: zod's discriminated union expects an object, and a wrong type stops validation.
  const parts = [...emitValues(schema, scope, indent), ...emitUnions(schema, scope, indent)];
  for (const member of schema.allOf ?? []) if (!isAnything(member)) parts.push(emitZod(member, scope, `${indent}  `));
  const checks = emitConditions(schema, scope, indent);
  const [base = "z.unknown()", ...others] = parts;
  if (others.length === 0) return withChecks(base, checks);
  const isTyped = schema.type !== undefined || schema.enum !== undefined || schema.const !== undefined;
  const all = `${scope.helper("$all")}([${(isTyped ? others : parts).join(", ")}])`;
  return withChecks(isTyped ? base : "z.unknown()", [all, ...checks]);
}

/** `const` and `enum`, otherwise `type`; without them, the keywords of each type for values of that type. */
function emitValues(schema: NormalisedSchema, scope: ZodScope, indent: string): string[] {
  const types = typesOf(schema);
  const values = literalsOf(schema);
  if (values === undefined && types.length > 0) return [emitTypes(schema, types, scope, indent)];
  const keywords = keywordTypes(schema, scope);
  const members = keywords.map((type) => `${type}: ${emitType(schema, type, scope, `${indent}  `)}`);
  const checks = members.length === 0 ? [] : [`${scope.helper("$byType")}(${block("{", members, "}", indent)})`];
  if (values === undefined) return checks.length === 0 ? [] : [withChecks("z.unknown()", checks)];
  return [withChecks(emitLiterals(values, scope), checks)];
}

function emitLiterals(values: readonly JsonValue[], scope: ZodScope): string {
  if (values.length === 0) return "z.never()";
  if (!values.every(isScalar)) {
    const keys = values.map((value) => quote(canonicalText(value))).join(", ");
    return `z.unknown().check(${scope.helper("$values")}([${keys}]))`;
  }
  if (values.length === 1) return `z.literal(${values.map(scalarText).join("")})`;
  // In an object literal, this key would set the prototype.
  const isEnum = values.every((value) => typeof value === "string" && value !== "__proto__");
  return `z.${isEnum ? "enum" : "literal"}([${values.map(scalarText).join(", ")}])`;
}

function emitTypes(schema: NormalisedSchema, types: readonly SchemaType[], scope: ZodScope, indent: string): string {
  const others = types.filter((type) => type !== "null" && !(type === "integer" && types.includes("number")));
  if (others.length === 0) return "z.null()";
  const parts = others.map((type) => emitType(schema, type, scope, indent));
  const one = parts.length === 1 ? parts.join("") : `z.union([${parts.join(", ")}])`;
  return types.includes("null") ? `z.nullable(${one})` : one;
}

function emitType(schema: NormalisedSchema, type: SchemaType, scope: ZodScope, indent: string): string {
  switch (type) {
    case "string":
      return emitString(schema, scope);
    case "integer":
    case "number":
      return emitNumber(schema, type, scope);
    case "boolean":
      return "z.boolean()";
    case "null":
      return "z.null()";
    case "array":
      return emitArray(schema, scope, indent);
    case "object":
      return emitObject(schema, scope, indent);
    default:
      throw new Error(`unexpected type: ${JSON.stringify(type satisfies never)}`);
  }
}

function emitUnions(schema: NormalisedSchema, scope: ZodScope, indent: string): string[] {
  const { anyOf, discriminator, oneOf } = schema;
  const chosen = discriminator === undefined ? undefined : (oneOf ?? anyOf);
  const parts: string[] = [];
  if (chosen && discriminator) parts.push(emitDiscriminated(chosen, discriminator, scope, indent));
  if (oneOf && oneOf !== chosen) parts.push(emitOneOf(oneOf, scope, indent));
  if (anyOf && anyOf !== chosen) parts.push(emitAnyOf(anyOf, scope, indent));
  return parts;
}

function emitConditions(schema: NormalisedSchema, scope: ZodScope, indent: string): string[] {
  const inner = `${indent}  `;
  const checks: string[] = [];
  if (schema.not) checks.push(`${scope.helper("$not")}(${emitZod(schema.not, scope, inner)})`);
  if (schema.if && (schema.then || schema.else)) {
    const yes = schema.then ? emitZod(schema.then, scope, inner) : "undefined";
    const no = schema.else ? `, ${emitZod(schema.else, scope, inner)}` : "";
    checks.push(`${scope.helper("$if")}(${emitZod(schema.if, scope, inner)}, ${yes}${no})`);
  }
  return checks;
}
