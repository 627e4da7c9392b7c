import { isJsonObject, type JsonObject, type JsonValue } from "../load/json.ts";
import { getAtPointer, joinPointer, localRefPointer } from "../load/json-pointer.ts";
import type { NormalisedDocument, NormalisedSchema } from "../normalise/normalised-document.ts";
import type { Difference, Effect } from "./change.ts";
import type { ChangeCode } from "./change-codes.ts";
import type { Root, Side } from "./reach.ts";
import { ANYTHING } from "./schema-facts.ts";
import type { SchemaGraph } from "./schema-graph.ts";

/** A difference of an operation itself. */
export interface OperationNote {
  readonly difference: Difference;
  readonly operation: number;
  readonly side: Side;
}

/** Two documents while they are compared. */
export interface Comparison {
  readonly old: NormalisedDocument;
  readonly new: NormalisedDocument;
  readonly graph: SchemaGraph;
  /** Names of operations by their numbers. */
  readonly operations: string[];
  readonly notes: OperationNote[];
  readonly roots: Root[];
}

/** An object of a document and its pointer, after following references. */
export interface ObjectAt {
  readonly value: JsonObject;
  readonly pointer: string;
}

/** Follows the references of a document outside its schemas. */
export function objectAt(
  document: NormalisedDocument,
  value: JsonValue | undefined,
  pointer: string,
): ObjectAt | undefined {
  let current = value;
  let at = pointer;
  for (let depth = 0; depth < 100 && isJsonObject(current) && typeof current.$ref === "string"; depth++) {
    at = localRefPointer(current.$ref) ?? at;
    current = getAtPointer(document.root, at);
  }
  return isJsonObject(current) ? { value: current, pointer: at } : undefined;
}

/** The objects in a map by key, after following references. */
export function objectsIn(
  document: NormalisedDocument,
  { value, pointer }: ObjectAt,
  key: string,
): Map<string, ObjectAt> {
  const found = new Map<string, ObjectAt>();
  const members = Object.hasOwn(value, key) ? value[key] : undefined;
  if (!isJsonObject(members)) return found;
  for (const [name, member] of Object.entries(members)) {
    const inner = objectAt(document, member, joinPointer(pointer, key, name));
    if (inner) found.set(name, inner);
  }
  return found;
}

/** One operation of both documents, or its request or response. */
export class OperationPlace {
  readonly comparison: Comparison;
  readonly operation: number;
  /** Whether the server is the sender, as for webhooks and callbacks. */
  readonly isReversed: boolean;

  constructor(comparison: Comparison, name: string, isReversed: boolean) {
    this.comparison = comparison;
    this.operation = comparison.operations.push(name) - 1;
    this.isReversed = isReversed;
  }

  get name(): string {
    return this.comparison.operations[this.operation] ?? "";
  }

  /** Reports a difference in the request or the response. */
  report(
    part: Side,
    code: ChangeCode,
    effect: Effect,
    text: string,
    oldPointer: string | undefined,
    newPointer: string | undefined,
  ): void {
    this.comparison.notes.push({
      difference: { code, effect, text, oldPointer, newPointer },
      operation: this.operation,
      side: this.sideOf(part),
    });
  }

  /** Compares the schemas at a place of the operation. */
  compare(part: Side, old: ObjectAt, next: ObjectAt, label: string): void {
    const pair = this.comparison.graph.use(schemaAt(old), schemaAt(next), label);
    this.comparison.roots.push({ pair, operation: this.operation, side: this.sideOf(part) });
  }

  sideOf(part: Side): Side {
    if (!this.isReversed) return part;
    return part === "request" ? "response" : "request";
  }
}

function schemaAt({ value, pointer }: ObjectAt): { readonly schema: NormalisedSchema; readonly pointer: string } {
  // All schemas of a normalised document are normalised.
  if (isJsonObject(value.schema))
    return { schema: value.schema as NormalisedSchema, pointer: joinPointer(pointer, "schema") };
  return { schema: ANYTHING, pointer };
}
