import { joinPointer } from "../load/json-pointer.ts";
import type { Report } from "./normalise-schema.ts";
import { componentOfRef, type NormalisedSchema } from "./normalised-document.ts";

/**
 * Holds a discriminator to what it promises: each member requires the property, with literal values of its own, and
 * the mapping leads from those values to that member. Only then does a union narrow, in types and at run time.
 */
export function checkDiscriminator(
  union: NormalisedSchema,
  pointer: string,
  resolve: (schema: NormalisedSchema) => NormalisedSchema,
  report: Report,
): void {
  const at = joinPointer(pointer, "discriminator");
  const name = union.discriminator?.propertyName;
  if (typeof name !== "string") {
    report("invalid_discriminator", at, "expected discriminator.propertyName to be a string, received none");
    return;
  }
  const owners = new Map<unknown, string>();
  for (const [index, member] of (union.oneOf ?? union.anyOf ?? []).entries()) {
    const place = joinPointer(pointer, union.oneOf ? "oneOf" : "anyOf", index);
    const label = member.$ref ?? `member ${index}`;
    const values = literalsOf(member, name, resolve);
    if (!values) {
      report(
        "invalid_discriminator",
        place,
        `expected ${label} to require ${name} with a const or an enum, so that it can be told apart`,
      );
      continue;
    }
    for (const value of values) {
      const owner = owners.get(value);
      if (owner !== undefined)
        report(
          "invalid_discriminator",
          place,
          `expected ${name} to tell members apart, ${owner} and ${label} both have ${JSON.stringify(value)}`,
        );
      owners.set(value, label);
    }
  }
  for (const [value, target] of Object.entries(union.discriminator?.mapping ?? {})) {
    if (typeof target === "number") continue;
    const place = joinPointer(at, "mapping", value);
    const ref = target.startsWith("#") ? target : `#${joinPointer("/components/schemas", target)}`;
    const owner = owners.get(value);
    if (owner === undefined) {
      report(
        "invalid_discriminator",
        place,
        `expected a member whose ${name} is ${JSON.stringify(value)}, there is none`,
      );
    } else if (owner !== ref && componentOfRef(owner) !== undefined && !leadsTo(ref, value, name, resolve)) {
      report(
        "invalid_discriminator",
        place,
        `expected ${JSON.stringify(value)} to be mapped to ${owner}, received ${target}`,
      );
    }
  }
}

function leadsTo(
  ref: string,
  value: string,
  name: string,
  resolve: (schema: NormalisedSchema) => NormalisedSchema,
): boolean {
  return literalsOf({ $ref: ref }, name, resolve)?.includes(value) ?? false;
}

function literalsOf(
  member: NormalisedSchema,
  name: string,
  resolve: (schema: NormalisedSchema) => NormalisedSchema,
): readonly unknown[] | undefined {
  const schema = resolve(member);
  const union = schema.discriminator?.propertyName === name ? (schema.oneOf ?? schema.anyOf) : undefined;
  if (union) {
    const inner = union.map((each) => literalsOf(each, name, resolve));
    return inner.every((values) => values !== undefined) ? inner.flat() : undefined;
  }
  const property = schema.properties?.[name];
  if (!property || !schema.required?.includes(name)) return undefined;
  const values = resolve(property);
  return values.const === undefined ? values.enum : [values.const];
}
