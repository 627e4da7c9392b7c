import { joinPointer } from "../../load/json-pointer.ts";
import {
  componentOfRef,
  type NormalisedDocument,
  type NormalisedSchema,
  resolveSchema,
  typesOf,
} from "../../normalise/normalised-document.ts";
import { readAnnotation } from "../read-annotation.ts";
import type { MemberModel } from "./resource-model.ts";

/** The object schemas of one kind of a resource. */
export interface ResourceSchemas {
  readonly create: NormalisedSchema;
  readonly update: NormalisedSchema;
  readonly response: NormalisedSchema;
}

/** The order of members: those of `first`, then all that are in neither list by name, then those of `last`. */
export interface MemberOrder {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

/** Describes the members of one kind of a resource. Those that only the service sets follow the others. */
export function readMembers(
  document: NormalisedDocument,
  { create, update, response }: ResourceSchemas,
  discriminator: string | undefined,
  order: MemberOrder,
): readonly MemberModel[] {
  const requested = Object.entries(create.properties ?? {}).map(([name, schema]): MemberModel => {
    const changed = name === discriminator ? undefined : update.properties?.[name];
    const secret = isSecret(document, schema);
    const secretParts = secret ? [] : readSecretParts(document, schema);
    const readOnly = readAnnotation(document, schema, "readOnly") === true;
    const value = readAnnotation(document, schema, "default");
    const isNullable = changed && typesOf(resolveSchema(document, changed)).includes("null");
    return {
      name,
      ...(readOnly && { readOnly: true }),
      ...(secret && { secret: true }),
      ...(secretParts.length > 0 && { secretParts }),
      ...(changed && !readOnly && { changeable: true }),
      ...(value !== undefined ? { default: value } : isNullable && { default: null }),
    };
  });
  const answered = Object.keys(response.properties ?? {}).filter(
    (name) => !Object.hasOwn(create.properties ?? {}, name),
  );
  return [...sortMembers(requested, order), ...answered.map((name): MemberModel => ({ name, readOnly: true }))];
}

function sortMembers(members: readonly MemberModel[], { first, last }: MemberOrder): readonly MemberModel[] {
  const rank = ({ name }: MemberModel): number => {
    if (first.includes(name)) return first.indexOf(name);
    return last.includes(name) ? first.length + 1 + last.indexOf(name) : first.length;
  };
  // The properties of a normalised schema are sorted, and so are members of equal rank.
  return members.toSorted((one, two) => rank(one) - rank(two));
}

function isSecret(document: NormalisedDocument, schema: NormalisedSchema): boolean {
  return ["writeOnly" as const, "x-starfix-secret" as const].some(
    (key) => readAnnotation(document, schema, key) === true,
  );
}

/** Pointers of the secret members within a value, in the order of their names. */
function readSecretParts(
  document: NormalisedDocument,
  schema: NormalisedSchema,
  pointer = "",
  around: ReadonlySet<string> = new Set(),
): readonly string[] {
  const component = schema.$ref === undefined ? undefined : componentOfRef(schema.$ref);
  // A recursive schema has secret parts at any depth; its first level names them.
  if (component !== undefined && around.has(component)) return [];
  const within = component === undefined ? around : new Set([...around, component]);
  const target = component === undefined ? undefined : document.schemas.get(component);
  const inPlace = [
    ...(target ? [target] : []),
    ...(schema.allOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
  ];
  const parts = inPlace.flatMap((each) => readSecretParts(document, each, pointer, within));
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const at = joinPointer(pointer, name);
    parts.push(...(isSecret(document, member) ? [at] : readSecretParts(document, member, at, within)));
  }
  return [...new Set(parts)].sort();
}
