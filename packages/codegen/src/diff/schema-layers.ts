import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { ALTERS } from "./change.ts";
import { type DescribedMembers, describedByBody, isAnything, layersOf, type SchemaFacts } from "./schema-facts.ts";
import type { PairPlace } from "./schema-graph.ts";
import type { SchemaAt, SchemaPair } from "./schema-pair.ts";

/** The members and items described by all schemas for a value, except for one. */
function describeOthers(facts: SchemaFacts, schema: NormalisedSchema, but: NormalisedSchema): DescribedMembers[] {
  const layers = layersOf(schema);
  // A schema that is not a layer is the body of an `allOf`, with its unions.
  if (!layers.some((layer) => layer.includes(but))) return (schema.allOf ?? []).map((each) => facts.describedBy(each));
  const others = layers.filter((layer) => !layer.includes(but)).flat();
  return [describedByBody(schema), ...others.map((each) => facts.describedBy(each))];
}

const NOTHING: DescribedMembers = { names: new Set(), isOpen: false, hasItems: false };

function join(described: readonly DescribedMembers[]): DescribedMembers {
  const speaking = described.filter(({ names, isOpen, hasItems }) => names.size > 0 || isOpen || hasItems);
  const [first] = speaking;
  if (speaking.length < 2) return first ?? NOTHING;
  return {
    names: new Set(speaking.flatMap(({ names }) => [...names])),
    isOpen: speaking.some(({ isOpen }) => isOpen),
    hasItems: speaking.some(({ hasItems }) => hasItems),
  };
}

/** The members and items described by other schemas for the same value as a pair. */
export function describedElsewhere(place: PairPlace): DescribedMembers {
  const { graph, pair } = place;
  return join([
    ...layersOf(pair.old.schema).flatMap((layer) => layer.map((each) => graph.oldFacts.describedBy(each))),
    ...layersOf(pair.new.schema).flatMap((layer) => layer.map((each) => graph.newFacts.describedBy(each))),
  ]);
}

/**
 * Adds an edge to a pair of schemas for the same value. If other schemas describe the
 * same members, the edge is strict, since a sender knows those members from the others.
 */
export function linkLayer(place: PairPlace, old: SchemaAt, next: SchemaAt, suffix: string): SchemaPair {
  const { graph, pair } = place;
  const others = join([
    ...(old.schema === pair.old.schema ? [] : describeOthers(graph.oldFacts, pair.old.schema, old.schema)),
    ...(next.schema === pair.new.schema ? [] : describeOthers(graph.newFacts, pair.new.schema, next.schema)),
  ]);
  if (others === NOTHING) return place.child(old, next, "plain", suffix);
  const before = graph.oldFacts.describedBy(old.schema);
  const after = graph.newFacts.describedBy(next.schema);
  const names = [...new Set([...before.names, ...after.names])];
  const shared = others.isOpen ? names : names.filter((name) => others.names.has(name));
  const isOpen = (before.isOpen || after.isOpen) && (others.isOpen || others.names.size > 0);
  const hasItems = (before.hasItems || after.hasItems) && others.hasItems;
  if (isOpen || hasItems) return place.child(old, next, "strict", suffix);
  if (shared.length === 0) return place.child(old, next, "plain", suffix);
  const left = graph.oldFacts.resolve(old.schema).schema;
  const right = graph.newFacts.resolve(next.schema).schema;
  if (layersOf(left).length > 0 || layersOf(right).length > 0) return place.child(old, next, "strict", suffix);
  const inner = place.child(old, next, "plain", suffix);
  for (const name of shared) {
    const one = memberOf(left, name);
    const two = memberOf(right, name);
    const label = `${inner.label}.${name}`;
    if (one && two) {
      const at = (base: SchemaAt, schema: NormalisedSchema): SchemaAt => ({
        schema,
        pointer: `${base.pointer}/properties/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      });
      place.pair.edges.push({ to: graph.use(at(inner.old, one), at(inner.new, two), label), kind: "strict" });
    } else if ((one && !isAnything(one)) || (two && !isAnything(two))) {
      const text = `the property ${JSON.stringify(name)} of a part is ${one ? "gone" : "new"}, while other parts name it`;
      place.report("undecided", ALTERS, text, []);
    }
  }
  return inner;
}

function memberOf({ properties = {} }: NormalisedSchema, name: string): NormalisedSchema | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}
