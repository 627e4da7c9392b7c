import type { IssueCode, Position } from "../issue.ts";
import { IssueLog } from "../report/issue-log.ts";
import { CopyOnWrite } from "./copy-on-write.ts";
import { describeValue, isJsonObject, type JsonObject, type JsonValue, setMember } from "./json.ts";
import { type PathStep, parseJsonPath } from "./json-path.ts";
import { getAtPointer, joinPointer, parsePointer } from "./json-pointer.ts";
import type { LoadedDocument } from "./load-document.ts";

/**
 * Applies an OpenAPI Overlay 1.0 to a document and returns the changed document; neither input changes.
 * `update` merges into each object that matches the target (members are replaced, nested objects merged, arrays
 * appended to), `remove` deletes it. Values from the overlay have their position in the overlay's file.
 *
 * @see https://spec.openapis.org/overlay/v1.0.0.html
 * @throws {CodegenError} for a path outside the supported subset of JSONPath, or one that matches nothing.
 */
export function applyOverlay(document: LoadedDocument, overlay: LoadedDocument): LoadedDocument {
  const log = new IssueLog();
  const origins = new Map<string, string>();
  const draft = new CopyOnWrite(document.root);
  for (const action of readActions(overlay, log.report)) {
    const steps = parseJsonPath(action.target);
    if (!steps) {
      const message = `expected a path of the form $.name['name'][0][*], received ${action.target}`;
      log.report("unsupported_path", joinPointer(action.pointer, "target"), message);
      continue;
    }
    const found = findPointers(draft.root, steps);
    if (found.length === 0) {
      const message = `expected ${action.target} to match something in ${document.file}, it matches nothing`;
      log.report("no_match", joinPointer(action.pointer, "target"), message);
    }
    // From last to first, so that removing an element does not shift the indexes of the others.
    for (const pointer of found.reverse()) {
      if (action.remove) removeAt(draft, pointer);
      else applyUpdate(draft, pointer, action, origins, log.report);
    }
  }
  log.throwIfErrors(overlay);
  const { root } = draft;
  return {
    ...document,
    root,
    inputs: [...document.inputs, ...overlay.inputs],
    ...locatorOf(document, overlay, origins),
  };
}

function applyUpdate(
  draft: CopyOnWrite,
  pointer: string,
  action: Action,
  origins: Map<string, string>,
  report: Report,
): void {
  const { update } = action;
  if (update === undefined) return;
  const at = joinPointer(action.pointer, "update");
  const target = draft.open(pointer);
  if (target === undefined) {
    const received = describeValue(getAtPointer(draft.root, pointer));
    const message = `expected ${action.target} to be an object or an array, received ${received}`;
    report("invalid_overlay", joinPointer(action.pointer, "target"), message);
  } else if (Array.isArray(target)) {
    origins.set(joinPointer(pointer, target.length), at);
    target.push(structuredClone(update));
  } else if (isJsonObject(update)) {
    merge(draft, update, pointer, at, origins);
  } else {
    const message = `expected an object to merge into ${action.target}, received ${describeValue(update)}`;
    report("invalid_overlay", at, message);
  }
}

/** Locates values from the overlay in the overlay's file, and all others in the document. */
function locatorOf(
  document: LoadedDocument,
  overlay: LoadedDocument,
  origins: ReadonlyMap<string, string>,
): Pick<LoadedDocument, "locate" | "locateAll" | "sourceLine"> {
  const originOf = (pointer: string): string | undefined => {
    const keys = parsePointer(pointer);
    for (let depth = keys.length; depth >= 0; depth--) {
      const origin = origins.get(joinPointer("", ...keys.slice(0, depth)));
      if (origin !== undefined) return joinPointer(origin, ...keys.slice(depth));
    }
    return undefined;
  };
  const locateAll = (pointers: readonly string[]): Position[] => {
    const brought = pointers.map(originOf);
    const isBrought = (_: unknown, index: number): boolean => brought[index] !== undefined;
    const inOverlay = overlay.locateAll(brought.filter((origin) => origin !== undefined)).values();
    const inDocument = document.locateAll(pointers.filter((pointer, index) => !isBrought(pointer, index))).values();
    return pointers.map((pointer, index) => {
      const next = (isBrought(pointer, index) ? inOverlay : inDocument).next();
      return next.value ?? document.locate("");
    });
  };
  return {
    locateAll,
    locate: (pointer) => locateAll([pointer])[0] ?? document.locate(""),
    sourceLine: (position) => overlay.sourceLine(position) ?? document.sourceLine(position),
  };
}

interface Action {
  readonly pointer: string;
  readonly target: string;
  readonly update: JsonValue | undefined;
  readonly remove: boolean;
}

type Report = (code: IssueCode, pointer: string, message: string) => void;

function readActions(overlay: LoadedDocument, report: Report): Action[] {
  const { root } = overlay;
  if (!isJsonObject(root) || typeof root.overlay !== "string" || !/^1\.0\.\d+$/.test(root.overlay)) {
    const received = isJsonObject(root) ? describeValue(root.overlay) : describeValue(root);
    report("invalid_overlay", "/overlay", `expected an overlay with "overlay: 1.0.0", received ${received}`);
    return [];
  }
  if (!Array.isArray(root.actions)) {
    report("invalid_overlay", "/actions", `expected a list of actions, received ${describeValue(root.actions)}`);
    return [];
  }
  return root.actions.flatMap((action, index) => {
    const pointer = joinPointer("/actions", index);
    if (!isJsonObject(action) || typeof action.target !== "string") {
      report("invalid_overlay", pointer, `expected an action with a target, received ${describeValue(action)}`);
      return [];
    }
    const unknown = Object.keys(action).find((key) => !ACTION_KEYS.has(key) && !key.startsWith("x-"));
    if (unknown !== undefined) {
      report(
        "invalid_overlay",
        joinPointer(pointer, unknown),
        `expected target, description, update or remove, received ${unknown}`,
      );
    }
    if (action.update === undefined && action.remove !== true) {
      report("invalid_overlay", pointer, "expected the action to have an update or remove: true, received neither");
    }
    return [{ pointer, target: action.target, update: action.update, remove: action.remove === true }];
  });
}

const ACTION_KEYS: ReadonlySet<string> = new Set(["target", "description", "update", "remove"]);

function findPointers(root: JsonValue, steps: readonly PathStep[]): string[] {
  let found = [""];
  for (const step of steps) {
    found = found.flatMap((pointer) => {
      if (step.kind === "name") {
        const at = joinPointer(pointer, step.name);
        return getAtPointer(root, at) === undefined ? [] : [at];
      }
      const value = getAtPointer(root, pointer);
      if (typeof value !== "object" || value === null) return [];
      return Object.keys(value).map((key) => joinPointer(pointer, key));
    });
  }
  return found;
}

function removeAt(draft: CopyOnWrite, pointer: string): void {
  const keys = parsePointer(pointer);
  const last = keys.pop();
  if (last === undefined) {
    draft.root = null;
    return;
  }
  const parent = draft.open(joinPointer("", ...keys));
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (parent) delete parent[last];
}

function merge(
  draft: CopyOnWrite,
  update: JsonObject,
  pointer: string,
  origin: string,
  origins: Map<string, string>,
): void {
  for (const [key, value] of Object.entries(update)) {
    const target = draft.open(pointer);
    if (!isJsonObject(target)) return;
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    const at = joinPointer(pointer, key);
    const from = joinPointer(origin, key);
    if (isJsonObject(present) && isJsonObject(value)) {
      merge(draft, value, at, from, origins);
      continue;
    }
    if (Array.isArray(present) && Array.isArray(value)) {
      for (const index of value.keys()) origins.set(joinPointer(at, present.length + index), joinPointer(from, index));
      setMember(target, key, [...present, ...structuredClone(value)]);
    } else {
      origins.set(at, from);
      setMember(target, key, structuredClone(value));
    }
  }
}
