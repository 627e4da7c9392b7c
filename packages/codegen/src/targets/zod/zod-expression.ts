import {
  componentOfRef,
  type NormalisedSchema,
  type SchemaType,
  typesOf,
} from "../../normalise/normalised-document.ts";
import { numberBounds } from "../formats.ts";

/** How an expression names other components. */
export interface ZodScope {
  /** The exported, annotated schema of a component, lazy where it is declared later. */
  reference(component: string): string;
  /** The schema of a member of a discriminated union, whose type still shows the discriminator. */
  member(component: string): string;
}

/** The zod expression that accepts exactly what a schema does, and changes nothing. */
export function emitZod(schema: NormalisedSchema, scope: ZodScope): string {
  if (schema.$ref !== undefined) return scope.reference(componentOfRef(schema.$ref) ?? "");
  const union = schema.oneOf ?? schema.anyOf;
  if (union && schema.discriminator) {
    return `z.discriminatedUnion(${JSON.stringify(schema.discriminator.propertyName)}, ${list(union, (member) => emitMember(member, scope))})`;
  }
  if (schema.oneOf)
    return schema.oneOf.length === 1 && union?.[0]
      ? emitZod(union[0], scope)
      : `z.xor(${list(schema.oneOf, (member) => emitZod(member, scope))})`;
  if (schema.anyOf) return emitAnyOf(schema.anyOf, scope);
  if (schema.const !== undefined) return `z.literal(${JSON.stringify(schema.const)})`;
  if (schema.enum) return emitEnum(schema.enum);
  const types = typesOf(schema);
  const others = types.filter((type) => type !== "null");
  if (types.length === 0) return "z.unknown()";
  if (others.length === 0) return "z.null()";
  const parts = others.map((type) => emitType(schema, type, scope));
  const one = parts.length === 1 ? parts[0] : `z.union([${parts.join(", ")}])`;
  return others.length < types.length ? `z.nullable(${one})` : `${one}`;
}

function emitMember(member: NormalisedSchema, scope: ZodScope): string {
  return member.$ref === undefined ? emitZod(member, scope) : scope.member(componentOfRef(member.$ref) ?? "");
}

function emitAnyOf(members: readonly NormalisedSchema[], scope: ZodScope): string {
  const others = members.filter((member) => member.type !== "null");
  const [only] = others;
  if (only && others.length === 1)
    return members.length > 1 ? `z.nullable(${emitZod(only, scope)})` : emitZod(only, scope);
  return `z.union(${list(members, (member) => emitZod(member, scope))})`;
}

function emitEnum(values: readonly unknown[]): string {
  const isText = values.every((value) => typeof value === "string");
  const texts = values.map((value) => JSON.stringify(value)).join(", ");
  return isText ? `z.enum([${texts}])` : `z.literal([${texts}])`;
}

function emitType(schema: NormalisedSchema, type: SchemaType, scope: ZodScope): string {
  switch (type) {
    case "string":
      return emitString(schema);
    case "integer":
      return `z.int()${bounds({ ...schema, ...(schema.format === "int32" ? numberBounds(schema) : {}) })}`;
    case "number":
      return `z.number()${bounds(schema)}`;
    case "boolean":
      return "z.boolean()";
    case "null":
      return "z.null()";
    case "array": {
      const { minItems, maxItems } = schema;
      const items = schema.items ? emitZod(schema.items, scope) : "z.unknown()";
      return `z.array(${items})${call("min", minItems)}${call("max", maxItems)}`;
    }
    case "object":
      return emitObject(schema, scope);
    default:
      throw new Error(`unexpected type: ${JSON.stringify(type satisfies never)}`);
  }
}

function emitString(schema: NormalisedSchema): string {
  const { minLength, maxLength, pattern } = schema;
  const base = STRINGS[schema.format ?? ""] ?? "z.string()";
  const hasLength = minLength !== undefined || maxLength !== undefined;
  const length = hasLength ? `.check(characters(${minLength ?? 0}, ${maxLength ?? "Number.POSITIVE_INFINITY"}))` : "";
  const match = pattern === undefined ? "" : `.regex(new RegExp(${JSON.stringify(pattern)}, "u"))`;
  return `${base}${length}${match}`;
}

const STRINGS: Readonly<Record<string, string>> = {
  date: "z.iso.date()",
  "date-time": "z.iso.datetime({ offset: true })",
  // JSON Schema asks for the shape of a UUID; z.uuid() would ask for a version, too.
  uuid: "z.guid()",
};

function bounds(schema: NormalisedSchema): string {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = schema;
  return [
    call("min", minimum),
    call("gt", exclusiveMinimum),
    call("max", maximum),
    call("lt", exclusiveMaximum),
    call("multipleOf", multipleOf),
  ].join("");
}

function call(method: string, argument: number | undefined): string {
  return argument === undefined ? "" : `.${method}(${argument})`;
}

function emitObject(schema: NormalisedSchema, scope: ZodScope): string {
  const properties = Object.entries(schema.properties ?? {});
  const rest =
    typeof schema.additionalProperties === "object" ? emitZod(schema.additionalProperties, scope) : undefined;
  if (rest !== undefined && properties.length === 0) return `z.record(z.string(), ${rest})`;
  const members = properties.map(([name, member]) => {
    const expression = emitZod(member, scope).replaceAll("\n", "\n  ");
    const value = schema.required?.includes(name) ? expression : `z.exactOptional(${expression})`;
    return `  ${propertyName(name)}: ${value},\n`;
  });
  const shape = members.length === 0 ? "{}" : `{\n${members.join("")}}`;
  if (rest !== undefined) return `z.object(${shape}).catchall(${rest})`;
  return schema.additionalProperties === false ? `z.strictObject(${shape})` : `z.looseObject(${shape})`;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function list(members: readonly NormalisedSchema[], emit: (member: NormalisedSchema) => string): string {
  return `[${members.map(emit).join(", ")}]`;
}
