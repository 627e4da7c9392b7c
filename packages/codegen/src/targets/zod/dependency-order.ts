import { componentOfRef, type NormalisedDocument, type NormalisedSchema } from "../../normalise/normalised-document.ts";

/** The components that a schema refers to; `hard` ones must exist before the schema is made. */
interface References {
  readonly all: ReadonlySet<string>;
  readonly hard: ReadonlySet<string>;
}

function referencesOf(schema: NormalisedSchema): References {
  const all = new Set<string>();
  const hard = new Set<string>();
  const visit = (current: NormalisedSchema, isTop: boolean): void => {
    if (current.$ref !== undefined) {
      const name = componentOfRef(current.$ref);
      if (name !== undefined) {
        all.add(name);
        if (isTop) hard.add(name);
      }
    }
    for (const member of [...(current.oneOf ?? []), ...(current.anyOf ?? [])])
      visit(member, isTop || current.discriminator !== undefined);
    if (current.items) visit(current.items, false);
    if (typeof current.additionalProperties === "object") visit(current.additionalProperties, false);
    for (const member of Object.values(current.properties ?? {})) visit(member, false);
  };
  visit(schema, true);
  return { all, hard };
}

/**
 * Orders components so that each comes after those it refers to. Inside a circle, where that is impossible, members
 * of a union still come before the union; the other references of the circle have to be lazy.
 */
export function orderByDependency(document: NormalisedDocument): string[] {
  const references = new Map([...document.schemas].map(([name, schema]) => [name, referencesOf(schema)]));
  return circlesOf(references).flatMap((circle) => {
    const members = new Set(circle);
    const ordered = new Set<string>();
    const place = (name: string, above: ReadonlySet<string>): void => {
      if (ordered.has(name) || above.has(name)) return;
      for (const part of references.get(name)?.hard ?? [])
        if (members.has(part)) place(part, new Set([...above, name]));
      ordered.add(name);
    };
    for (const name of document.schemas.keys()) if (members.has(name)) place(name, new Set());
    return [...ordered];
  });
}

/** Tarjan's strongly connected components, which come out with dependencies first. */
function circlesOf(references: ReadonlyMap<string, References>): string[][] {
  const circles: string[][] = [];
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const visit = (name: string): number => {
    const number = numbers.size;
    let low = number;
    numbers.set(name, number);
    stack.push(name);
    onStack.add(name);
    for (const part of references.get(name)?.all ?? []) {
      if (!references.has(part)) continue;
      if (!numbers.has(part)) low = Math.min(low, visit(part));
      else if (onStack.has(part)) low = Math.min(low, numbers.get(part) ?? low);
    }
    lowest.set(name, low);
    if (low === number) {
      const circle = stack.splice(stack.indexOf(name));
      for (const member of circle) onStack.delete(member);
      circles.push(circle);
    }
    return low;
  };
  for (const name of references.keys()) if (!numbers.has(name)) visit(name);
  return circles;
}
