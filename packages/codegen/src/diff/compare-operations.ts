import { isJsonObject } from "../load/json.ts";
import { joinPointer } from "../load/json-pointer.ts";
import type { NormalisedDocument } from "../normalise/normalised-document.ts";
import { showJson } from "./canonical-json.ts";
import { ALTERS, NEUTRAL } from "./change.ts";
import { compareRequestBody } from "./compare-contents.ts";
import { compareParameters } from "./compare-parameters.ts";
import { compareResponses } from "./compare-responses.ts";
import { compareSecurity } from "./compare-security.ts";
import { matchPaths } from "./match-paths.ts";
import { type Comparison, type ObjectAt, OperationPlace, objectAt, objectsIn } from "./operation-place.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

/** Compares all operations: paths, webhooks and callbacks. */
export function compareOperations(comparison: Comparison): void {
  const old: ObjectAt = { value: comparison.old.root, pointer: "" };
  const next: ObjectAt = { value: comparison.new.root, pointer: "" };
  compareItems(
    comparison,
    objectsIn(comparison.old, old, "paths"),
    objectsIn(comparison.new, next, "paths"),
    "",
    false,
  );
  compareItems(
    comparison,
    objectsIn(comparison.old, old, "webhooks"),
    objectsIn(comparison.new, next, "webhooks"),
    "webhook ",
    true,
  );
}

/** `prefix` is the start of the operations' names. */
function compareItems(
  comparison: Comparison,
  old: ReadonlyMap<string, ObjectAt>,
  next: ReadonlyMap<string, ObjectAt>,
  prefix: string,
  isReversed: boolean,
): void {
  const { matches, onlyOld, onlyNew } = matchPaths(old.keys(), next.keys());
  for (const match of matches) {
    const before = old.get(match.old);
    const after = next.get(match.new);
    if (before && after) compareItem(comparison, before, after, prefix, match, isReversed);
  }
  for (const path of onlyOld) {
    const item = old.get(path);
    for (const [method, operation] of item ? operationsOf(comparison.old, item) : [])
      reportRemoved(new OperationPlace(comparison, `${prefix}${method} ${path}`, isReversed), operation);
  }
  for (const path of onlyNew) {
    const item = next.get(path);
    for (const [method, operation] of item ? operationsOf(comparison.new, item) : [])
      reportAdded(new OperationPlace(comparison, `${prefix}${method} ${path}`, isReversed), operation);
  }
}

function operationsOf(document: NormalisedDocument, item: ObjectAt): Map<string, ObjectAt> {
  const found = new Map<string, ObjectAt>();
  for (const method of METHODS) {
    const operation = objectAt(document, item.value[method], joinPointer(item.pointer, method));
    if (operation) found.set(method.toUpperCase(), operation);
  }
  return found;
}

function reportRemoved(place: OperationPlace, { value, pointer }: ObjectAt): void {
  const isDeprecated = value.deprecated === true;
  const code = isDeprecated ? "deprecated_operation_removed" : "operation_removed";
  const text = `${place.name}, which was${isDeprecated ? "" : " not"} deprecated, was removed`;
  // Both the request and the response are gone.
  place.report("request", code, ALTERS, text, pointer, undefined);
  place.report("response", code, ALTERS, text, pointer, undefined);
}

function reportAdded(place: OperationPlace, { pointer }: ObjectAt): void {
  place.report("request", "operation_added", NEUTRAL, `${place.name} is new`, undefined, pointer);
}

function compareItem(
  comparison: Comparison,
  old: ObjectAt,
  next: ObjectAt,
  prefix: string,
  match: { readonly new: string; readonly renamed: ReadonlyMap<string, string> },
  isReversed: boolean,
): void {
  const before = operationsOf(comparison.old, old);
  const after = operationsOf(comparison.new, next);
  for (const method of new Set([...before.keys(), ...after.keys()])) {
    const place = new OperationPlace(comparison, `${prefix}${method} ${match.new}`, isReversed);
    const one = before.get(method);
    const two = after.get(method);
    if (one && two) {
      compareParameters(place, [old, one], [next, two], match.renamed);
      compareOperation(place, one, two);
      compareServers(place, joinServers(old, one), joinServers(next, two));
    } else if (one) reportRemoved(place, one);
    else if (two) reportAdded(place, two);
  }
}

function compareOperation(place: OperationPlace, old: ObjectAt, next: ObjectAt): void {
  const { comparison } = place;
  const at = [old.pointer, next.pointer] as const;
  if (next.value.deprecated === true && old.value.deprecated !== true)
    place.report("request", "operation_deprecated", NEUTRAL, `${place.name} is deprecated`, ...at);
  if (old.value.operationId !== next.value.operationId) {
    const text = `the operationId was ${show(old.value.operationId)}, is ${show(next.value.operationId)}`;
    place.report("request", "operation_id_changed", NEUTRAL, text, ...at);
  }
  if (comparison.graph.all) {
    for (const key of ["summary", "description"]) {
      if (old.value[key] === next.value[key]) continue;
      const text = `the ${key} of ${place.name} changed`;
      place.report("request", "documentation_changed", NEUTRAL, text, ...at);
    }
  }
  compareRequestBody(
    place,
    objectAt(comparison.old, old.value.requestBody, joinPointer(old.pointer, "requestBody")),
    objectAt(comparison.new, next.value.requestBody, joinPointer(next.pointer, "requestBody")),
  );
  compareResponses(place, old, next);
  compareSecurity(place, old, next);
  compareCallbacks(place, old, next);
}

/** In a callback the server is the sender, so requests and responses are swapped. */
function compareCallbacks(place: OperationPlace, old: ObjectAt, next: ObjectAt): void {
  const { comparison } = place;
  const before = objectsIn(comparison.old, old, "callbacks");
  const after = objectsIn(comparison.new, next, "callbacks");
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const one = before.get(name);
    const two = after.get(name);
    compareItems(
      comparison,
      one ? itemsOf(comparison.old, one) : new Map(),
      two ? itemsOf(comparison.new, two) : new Map(),
      `${place.name} callback ${name} `,
      !place.isReversed,
    );
  }
}

function itemsOf(document: NormalisedDocument, callback: ObjectAt): Map<string, ObjectAt> {
  const found = new Map<string, ObjectAt>();
  for (const [expression, item] of Object.entries(callback.value)) {
    const at = expression.startsWith("x-")
      ? undefined
      : objectAt(document, item, joinPointer(callback.pointer, expression));
    if (at) found.set(expression, at);
  }
  return found;
}

interface Servers {
  readonly text: string;
  readonly pointer: string;
}

/** The servers of an operation or its path; undefined if it uses those of the document. */
function joinServers(item: ObjectAt, operation: ObjectAt): Servers {
  const holder = operation.value.servers === undefined ? item : operation;
  return serversOf(holder);
}

function serversOf({ value, pointer }: ObjectAt): Servers {
  if (!Array.isArray(value.servers)) return { text: "none", pointer };
  const urls = value.servers.map((server) => (isJsonObject(server) ? (server.url ?? null) : null));
  return { text: showJson(urls), pointer: joinPointer(pointer, "servers") };
}

function compareServers(place: OperationPlace, old: Servers, next: Servers): void {
  if (old.text === next.text) return;
  const text = `the servers were ${old.text}, are ${next.text}`;
  place.report("request", "servers_changed", NEUTRAL, text, old.pointer, next.pointer);
}

/** Compares the servers of the documents. */
export function compareRootServers(
  comparison: Comparison,
): { readonly text: string; readonly pointers: [string, string] } | undefined {
  const old = serversOf({ value: comparison.old.root, pointer: "" });
  const next = serversOf({ value: comparison.new.root, pointer: "" });
  if (old.text === next.text) return undefined;
  return { text: `the servers were ${old.text}, are ${next.text}`, pointers: [old.pointer, next.pointer] };
}

function show(value: unknown): string {
  return value === undefined ? "absent" : showJson(value);
}
