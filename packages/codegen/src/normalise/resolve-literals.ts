import type { NormalisedSchema } from "./normalised-document.ts";
import { typesOf } from "./normalised-document.ts";

/** The values that a union member allows for the discriminator property. */
export interface Literals {
  /** The literals; undefined if any string is valid. */
  readonly values: readonly string[] | undefined;
  readonly isRequired: boolean;
}

/** Callbacks for the schemas around a member. */
export interface LiteralContext {
  resolve(ref: string): NormalisedSchema | undefined;
  /** The literals of a nested union with a discriminator; undefined if that is invalid. */
  literalsOfUnion(union: NormalisedSchema): readonly string[] | undefined;
}

/** The literals of a property, or undefined if it cannot be a discriminator. */
export function literalsOf(
  schema: NormalisedSchema,
  property: string,
  context: LiteralContext,
  seen: ReadonlySet<string> = new Set(),
): Literals | undefined {
  if (schema.$ref !== undefined) {
    const target = seen.has(schema.$ref) ? undefined : context.resolve(schema.$ref);
    return target && literalsOf(target, property, context, new Set([...seen, schema.$ref]));
  }
  const types = typesOf(schema);
  if (types.length > 1 || (types.length === 1 && types[0] !== "object")) return undefined;
  const parts = (schema.allOf ?? []).map((member) => literalsOf(member, property, context, seen));
  parts.push(literalsOfProperties(schema, property, context), literalsOfMembers(schema, property, context, seen));
  if (parts.includes(undefined)) return undefined;
  return {
    values: parts.find((part) => part?.values !== undefined)?.values,
    isRequired: parts.some((part) => part?.isRequired),
  };
}

const OPEN: Literals = { values: undefined, isRequired: false };

function literalsOfMembers(
  schema: NormalisedSchema,
  property: string,
  context: LiteralContext,
  seen: ReadonlySet<string>,
): Literals | undefined {
  const members = schema.oneOf ?? schema.anyOf;
  if (!members) return OPEN;
  if (schema.discriminator?.propertyName === property) {
    const values = context.literalsOfUnion(schema);
    return values && { values, isRequired: true };
  }
  const all = members.map((member) => literalsOf(member, property, context, seen));
  if (all.includes(undefined)) return undefined;
  const isStated = all.every((literals) => literals?.values !== undefined);
  return {
    values: isStated ? all.flatMap((literals) => literals?.values ?? []) : undefined,
    isRequired: all.every((literals) => literals?.isRequired),
  };
}

function literalsOfProperties(
  schema: NormalisedSchema,
  property: string,
  context: LiteralContext,
): Literals | undefined {
  const isRequired = schema.required?.includes(property) ?? false;
  const isNamed = schema.properties !== undefined && Object.hasOwn(schema.properties, property);
  if (!isNamed) {
    const isClosed = schema.additionalProperties === false && schema.patternProperties === undefined;
    return isClosed ? undefined : { values: undefined, isRequired };
  }
  let member = schema.properties?.[property];
  for (let depth = 0; member?.$ref !== undefined && depth < 100; depth++) member = context.resolve(member.$ref);
  if (!member) return undefined;
  const values = member.const === undefined ? member.enum : [member.const];
  if (values) {
    return values.every((value) => typeof value === "string") ? { values: [...values], isRequired } : undefined;
  }
  const types = typesOf(member);
  const takesText = types.length === 0 || types.includes("string");
  return takesText && !(member.not && Object.keys(member.not).length === 0)
    ? { values: undefined, isRequired }
    : undefined;
}
