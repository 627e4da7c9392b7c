import { joinPointer } from "./json-pointer.ts";
import type { SourceFile } from "./schema-registry.ts";

/** The source of a value. */
export interface Origin {
  readonly file: SourceFile;
  readonly pointer: string;
}

/**
 * The path to a value, as a list linked from its end. Pointers are built on demand, since most are never needed. A step
 * with an `origin` is where a value from elsewhere was inserted.
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

/** The keys of a path, from its start. */
export function keysOf(path: SourcePath): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let step = path; step.parent; step = step.parent) keys.push(step.key);
  return keys.reverse();
}
