import { CodegenError, type Diagnostic, type DiagnosticCode, type Position } from "../diagnostic.ts";
import { describeValue, isJsonObject, type JsonObject, type JsonValue, setMember } from "./json.ts";
import { type PathStep, parseJsonPath } from "./json-path.ts";
import { getAtPointer, joinPointer, parsePointer } from "./json-pointer.ts";
import type { LoadedDocument } from "./load-document.ts";

/**
 * Applies an OpenAPI Overlay 1.0 to a document and returns the changed document; neither input changes.
 * `update` merges into each object that the target finds (members are replaced, objects inside merged, arrays
 * appended to), `remove` takes it out. What an overlay brought in is located in the file of the overlay.
 *
 * @see https://spec.openapis.org/overlay/v1.0.0.html
 * @throws {CodegenError} for a path outside the supported part of JSONPath, or one that finds nothing.
 */
export function applyOverlay(document: LoadedDocument, overlay: LoadedDocument): LoadedDocument {
  const diagnostics: Diagnostic[] = [];
  const origins = new Map<string, Position>();
  const report = (code: DiagnosticCode, pointer: string, message: string): void => {
    diagnostics.push({ ...overlay.locate(pointer), code, message, pointer });
  };
  let root = structuredClone(document.root);
  for (const action of readActions(overlay, report)) {
    const steps = parseJsonPath(action.target);
    if (!steps) {
      const expected = "a path of the form $.name['name'][0][*]";
      report(
        "unsupported_path",
        joinPointer(action.pointer, "target"),
        `expected ${expected}, received ${action.target}`,
      );
      continue;
    }
    const found = findPointers(root, steps);
    if (found.length === 0) {
      const message = `expected ${action.target} to match something in ${document.file}, it matches nothing`;
      report("no_match", joinPointer(action.pointer, "target"), message);
    }
    // From the last to the first, so that an index stays true when an element before it is removed.
    for (const pointer of found.reverse()) {
      if (action.remove) {
        root = removeAt(root, pointer);
        continue;
      }
      const update = action.update;
      if (update === undefined) continue;
      const target = getAtPointer(root, pointer);
      if (!isJsonObject(target) && !Array.isArray(target)) {
        const message = `expected ${action.target} to be an object or an array, received ${describeValue(target)}`;
        report("invalid_overlay", joinPointer(action.pointer, "target"), message);
      } else if (Array.isArray(target)) {
        origins.set(joinPointer(pointer, target.length), overlay.locate(joinPointer(action.pointer, "update")));
        target.push(structuredClone(update));
      } else if (isJsonObject(update)) {
        merge(target, update, pointer, (at, steps) =>
          origins.set(at, overlay.locate(joinPointer(action.pointer, "update", ...steps))),
        );
      } else {
        const message = `expected an object to merge into ${action.target}, received ${describeValue(update)}`;
        report("invalid_overlay", joinPointer(action.pointer, "update"), message);
      }
    }
  }
  if (diagnostics.length > 0) throw new CodegenError(diagnostics);
  return {
    file: document.file,
    root,
    locate(pointer) {
      const keys = parsePointer(pointer);
      for (let depth = keys.length; depth >= 0; depth--) {
        const at = joinPointer("", ...keys.slice(0, depth));
        const origin = origins.get(at);
        if (origin) return origin;
        if (getAtPointer(document.root, at) !== undefined) return document.locate(at);
      }
      return document.locate("");
    },
  };
}

interface Action {
  readonly pointer: string;
  readonly target: string;
  readonly update: JsonValue | undefined;
  readonly remove: boolean;
}

type Report = (code: DiagnosticCode, pointer: string, message: string) => void;

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

function removeAt(root: JsonValue, pointer: string): JsonValue {
  const keys = parsePointer(pointer);
  const last = keys.pop();
  if (last === undefined) return null;
  const parent = getAtPointer(root, joinPointer("", ...keys));
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isJsonObject(parent)) delete parent[last];
  return root;
}

type Brought = (pointer: string, steps: readonly string[]) => void;

function merge(
  target: JsonObject,
  update: JsonObject,
  pointer: string,
  brought: Brought,
  steps: readonly string[] = [],
): void {
  for (const [key, value] of Object.entries(update)) {
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    const at = joinPointer(pointer, key);
    const path = [...steps, key];
    if (isJsonObject(present) && isJsonObject(value)) {
      merge(present, value, at, brought, path);
      continue;
    }
    brought(at, path);
    if (Array.isArray(present) && Array.isArray(value)) present.push(...structuredClone(value));
    else setMember(target, key, structuredClone(value));
  }
}
