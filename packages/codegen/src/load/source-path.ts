import { joinPointer } from "./json-pointer.ts";
import type { SourceFile } from "./schema-registry.ts";

/** Where a value was read. */
export interface Origin {
  readonly file: SourceFile;
  readonly pointer: string;
}

/**
 * The way to a value, from its end. Pointers are only spelt out when they are asked for: most never are. A step with an
 * `origin` is where something from elsewhere was put in.
 */
export interface SourcePath {
  readonly parent: SourcePath | undefined;
  readonly key: string | number;
  readonly origin?: Origin;
}

export function originOf(path: SourcePath): Origin {
  const keys: (string | number)[] = [];
  let step = path;
  while (!step.origin && step.parent) {
    keys.push(step.key);
    step = step.parent;
  }
  if (!step.origin) throw new Error("unexpected: a path without an origin");
  return { file: step.origin.file, pointer: joinPointer(step.origin.pointer, ...keys.reverse()) };
}

/** The keys from the start of a path. */
export function keysOf(path: SourcePath): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let step = path; step.parent; step = step.parent) keys.push(step.key);
  return keys.reverse();
}
