import { joinPointer } from "../load/json-pointer.ts";
import { mapSubSchemas } from "./map-sub-schemas.ts";
import type { Report } from "./normalise-schema.ts";
import { componentOfRef, type NormalisedSchema } from "./normalised-document.ts";
import { inOrder, isAnything, validating } from "./schema-parts.ts";

/** Keywords that apply a subschema to the same value, so that a cycle through them never ends. */
const IN_PLACE: ReadonlySet<string> = new Set([
  "allOf",
  "oneOf",
  "anyOf",
  "not",
  "if",
  "then",
  "else",
  "dependentSchemas",
]);

/**
 * Removes references by which a component applies itself to the same value. The result is
 * equivalent: `A: { allOf: [A, B] }` is B, and `A: { anyOf: [A, B] }` is B.
 */
export function breakSelfReferences(schemas: Map<string, NormalisedSchema>, report: Report): void {
  for (const [from, targets] of backEdges(schemas)) {
    const schema = schemas.get(from) ?? {};
    const pointer = joinPointer("/components/schemas", from);
    if (schema.$ref !== undefined) {
      report("invalid_schema", pointer, "expected a schema, received a reference to itself");
      schemas.set(from, {});
      continue;
    }
    report(
      "endless_schema",
      pointer,
      `expected a schema without a cycle, received one that applies ${[...targets].join(", ")} to the same value again`,
    );
    schemas.set(from, cut(schema, targets));
  }
}

/** For each component its references that close a cycle. Not recursive, since a document may be a long chain. */
function backEdges(schemas: ReadonlyMap<string, NormalisedSchema>): Map<string, Set<string>> {
  const result = new Map<string, Set<string>>();
  const state = new Map<string, "open" | "done">();
  for (const start of schemas.keys()) {
    if (state.has(start)) continue;
    state.set(start, "open");
    const stack = [{ name: start, next: refsInPlace(schemas.get(start)) }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const target = top.next.pop();
      if (target === undefined) {
        state.set(top.name, "done");
        stack.pop();
      } else if (!state.has(target)) {
        state.set(target, "open");
        stack.push({ name: target, next: refsInPlace(schemas.get(target)) });
      } else if (state.get(target) === "open") {
        result.set(top.name, (result.get(top.name) ?? new Set()).add(target));
      }
    }
  }
  return result;
}

function refsInPlace(schema: NormalisedSchema | undefined): string[] {
  const found: string[] = [];
  const visit = (member: NormalisedSchema): void => {
    if (member.$ref !== undefined) found.push(componentOfRef(member.$ref) ?? "");
    for (const list of [member.allOf, member.oneOf, member.anyOf]) for (const each of list ?? []) visit(each);
    for (const one of [member.not, member.if, member.then, member.else]) if (one) visit(one);
    for (const one of Object.values(member.dependentSchemas ?? {})) visit(one);
  };
  if (schema) visit(schema);
  return found.reverse();
}

function cut(schema: NormalisedSchema, targets: ReadonlySet<string>): NormalisedSchema {
  const leadsBack = (member: NormalisedSchema): boolean =>
    member.$ref !== undefined && targets.has(componentOfRef(member.$ref) ?? "");
  const draft: Record<string, unknown> = { ...schema };
  for (const key of ["allOf", "oneOf", "anyOf"] as const) {
    const members = schema[key];
    if (!members?.some(leadsBack)) continue;
    const left = members.filter((member) => !leadsBack(member));
    if (left.length > 0) draft[key] = left;
    else delete draft[key];
  }
  if (draft.allOf && schema.allOf?.length !== 1) {
    const { allOf, ...rest } = inOrder(draft as NormalisedSchema);
    const only = allOf?.length === 1 ? allOf[0] : undefined;
    if (only && isAnything(rest)) return cut({ ...validating(only), ...rest }, targets);
  }
  // Filtering a list of schemas gives a list of schemas.
  return mapSubSchemas(inOrder(draft as NormalisedSchema), (member, key) => {
    if (!IN_PLACE.has(key)) return member;
    return leadsBack(member) ? {} : cut(member, targets);
  });
}
