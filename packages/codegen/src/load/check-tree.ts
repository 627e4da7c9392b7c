import type { UnlocatedIssue } from "../issue.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { joinPointer } from "./json-pointer.ts";

/** Deeper than any real document, and shallow enough for recursion. */
export const MAX_DEPTH = 256;

/**
 * Finds what later stages cannot process: values nested too deep, recursive aliases, aliases that expand to more than
 * `maxValues` values, and numbers that are not finite. The depth is limited, so recursion is safe.
 */
export function checkTree(root: JsonValue, maxValues: number = Number.POSITIVE_INFINITY): UnlocatedIssue | undefined {
  let count = 0;
  const visit = (container: JsonObject | JsonValue[], depth: number): TreeIssue | undefined => {
    if (depth > MAX_DEPTH) return "depth";
    if (++count > maxValues) return "count";
    // Two loops, since for…in over an array creates a string for each index.
    if (Array.isArray(container)) {
      for (const value of container) {
        const trouble = look(value, depth);
        if (trouble) return trouble;
      }
    } else {
      for (const key in container) {
        const trouble = look(container[key], depth);
        if (trouble) return trouble;
      }
    }
    return undefined;
  };
  const look = (value: JsonValue | undefined, depth: number): TreeIssue | undefined => {
    if (typeof value === "object" && value !== null) return visit(value, depth + 1);
    return typeof value === "number" && !Number.isFinite(value) ? "number" : undefined;
  };
  switch (look(root, 0)) {
    case "depth":
      return describeDepth(root);
    case "number":
      return describeNumber(root);
    case "count": {
      const message = `expected at most ${maxValues} objects and arrays after aliases are followed, received more`;
      return { code: "syntax", pointer: "", message };
    }
    default:
      return undefined;
  }
}

type TreeIssue = "depth" | "number" | "count";

function describeDepth(root: JsonValue): UnlocatedIssue {
  const path = findPath(root, (_, ancestors) => ancestors.length >= MAX_DEPTH) ?? [];
  let value: JsonValue | undefined = root;
  const seen = new Set<unknown>();
  for (const [index, key] of path.entries()) {
    if (seen.has(value)) {
      const pointer = joinPointer("", ...path.slice(0, index));
      return {
        code: "syntax",
        pointer,
        message: `expected a tree, received an alias that contains itself at #${pointer}`,
      };
    }
    seen.add(value);
    value = (value as Readonly<Record<string, JsonValue>>)[key];
  }
  const pointer = joinPointer("", ...path);
  const message = `expected values nested at most ${MAX_DEPTH} levels deep, received more`;
  return { code: "too_deep", pointer, message };
}

function describeNumber(root: JsonValue): UnlocatedIssue {
  const path = findPath(root, (value) => typeof value === "number" && !Number.isFinite(value)) ?? [];
  const message = "expected a number that fits 64-bit floating point, received Infinity or NaN";
  return { code: "syntax", pointer: joinPointer("", ...path), message };
}

/** The keys to the first match in depth-first order; called only when there is a match within `MAX_DEPTH`. */
function findPath(
  root: JsonValue,
  matches: (value: JsonValue, path: readonly string[]) => boolean,
): readonly string[] | undefined {
  const path: string[] = [];
  const visited = new Map<object, number>();
  const visit = (value: JsonValue): boolean => {
    if (matches(value, path)) return true;
    if (typeof value !== "object" || value === null || path.length >= MAX_DEPTH) return false;
    // A value shared by aliases is visited again only at a greater depth.
    if ((visited.get(value) ?? -1) >= path.length) return false;
    visited.set(value, path.length);
    for (const [key, member] of Object.entries(value)) {
      path.push(key);
      if (visit(member)) return true;
      path.pop();
    }
    return false;
  };
  return visit(root) ? path : undefined;
}
