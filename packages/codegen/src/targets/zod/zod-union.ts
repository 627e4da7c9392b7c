import { componentOfRef, type NormalisedSchema } from "../../normalise/normalised-document.ts";
import { block, isScalar, quote } from "./js-literal.ts";
import { type FactScope, isNull, refusesNull } from "./schema-facts.ts";
import { isPlainShape } from "./zod-object.ts";
import type { ZodScope } from "./zod-scope.ts";

/** Accepts values that at least one member accepts. */
export function emitAnyOf(members: readonly NormalisedSchema[], scope: ZodScope, indent: string): string {
  const others = members.filter((member) => !isNull(member));
  if (others.length === 0) return "z.null()";
  const one = emitList("union", others, scope, indent);
  return others.length < members.length ? `z.nullable(${one})` : one;
}

/** Accepts values that exactly one member accepts. */
export function emitOneOf(members: readonly NormalisedSchema[], scope: ZodScope, indent: string): string {
  const others = members.filter((member) => !isNull(member));
  if (others.length === members.length - 1 && others.every((member) => refusesNull(member, scope))) {
    return others.length === 0 ? "z.null()" : `z.nullable(${emitList("xor", others, scope, indent)})`;
  }
  return emitList("xor", members, scope, indent);
}

function emitList(
  method: "union" | "xor",
  members: readonly NormalisedSchema[],
  scope: ZodScope,
  indent: string,
): string {
  const expressions = members.map((member) => scope.expressionOf(member, indent));
  return expressions.length === 1 ? expressions.join("") : `z.${method}([${expressions.join(", ")}])`;
}

/** Selects the member by its literal: with zod if every member is a zod object, otherwise with a helper. */
export function emitDiscriminated(
  members: readonly NormalisedSchema[],
  discriminator: NonNullable<NormalisedSchema["discriminator"]>,
  scope: ZodScope,
  indent: string,
): string {
  const { mapping, propertyName } = discriminator;
  const expressions = members.map((member) => scope.expressionOf(member, indent));
  if (isReadByZod(members, discriminator, scope)) {
    return `z.discriminatedUnion(${quote(propertyName)}, [${expressions.join(", ")}])`;
  }
  const places = new Map(members.map((member, index) => [member.$ref, index]));
  const entries = Object.entries(mapping).map(([literal, target]) => {
    const index = typeof target === "number" ? target : (places.get(target) ?? -1);
    return `[${quote(literal)}, ${expressions[index] ?? "z.never()"}]`;
  });
  return `z.unknown().check(${scope.helper("$dispatch")}(${quote(propertyName)}, ${block("[", entries, "]", indent)}))`;
}

/** Whether zod's discriminated union can select the member. */
export function isReadByZod(
  members: readonly NormalisedSchema[],
  discriminator: NonNullable<NormalisedSchema["discriminator"]>,
  scope: FactScope,
): boolean {
  return members.every((member) => showsLiteral(member, discriminator.propertyName, scope, new Set()));
}

/** Whether zod can determine the literals of the property from the expression of a schema. */
function showsLiteral(
  schema: NormalisedSchema,
  name: string,
  scope: FactScope,
  above: ReadonlySet<NormalisedSchema>,
): boolean {
  if (above.has(schema)) return false;
  const below = new Set(above).add(schema);
  if (schema.$ref !== undefined) {
    const target = scope.schemaOf(componentOfRef(schema.$ref) ?? "");
    return target !== undefined && showsLiteral(target, name, scope, below);
  }
  if (schema.const !== undefined || schema.enum !== undefined || schema.allOf !== undefined) return false;
  if (schema.type === "object") {
    const property = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined;
    const values = property?.const === undefined ? property?.enum : [property.const];
    return isPlainShape(schema) && values !== undefined && values.length > 0 && values.every(isScalar);
  }
  const members = schema.oneOf ?? schema.anyOf;
  return (
    schema.type === undefined &&
    schema.discriminator?.propertyName === name &&
    members?.every((member) => showsLiteral(member, name, scope, below)) === true
  );
}
