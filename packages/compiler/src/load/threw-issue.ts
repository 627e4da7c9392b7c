import type { CompileIssue } from "../issues/compile-issue.ts";
import { packageOf } from "../project/package-of.ts";
import type { Position } from "../project/position.ts";
import type { SourcePlaces } from "./source-places.ts";

/** The packages whose frames are skipped: the error is at their caller. */
const ours: ReadonlySet<string> = new Set(["@starfix/dsl", "@starfix/expr", "@starfix/schema"]);

/** The issue of a value that a file threw, at the position of the call that caused it. */
export function threwIssue(thrown: unknown, places: SourcePlaces): CompileIssue {
  const message = isError(thrown) ? thrown.message : `threw ${String(thrown)}`;
  const position = isError(thrown) ? callerOf(thrown.stack, places) : undefined;
  const isContradiction = isError(thrown) && "code" in thrown && thrown.code === "contradicting_calls";
  const code = isContradiction ? "contradicting_calls" : "definition_threw";
  return { code, message, ...(position && { position }) };
}

/** The innermost frame of a stack that is not in a package of ours. */
export function callerOf(stack: string | undefined, places: SourcePlaces): Position | undefined {
  for (const position of places.of(stack)) if (!ours.has(packageOf(position.file).name)) return position;
  return undefined;
}

/** By its shape: an error from another thread or realm is an instance of another class. */
function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || Object.prototype.toString.call(thrown) === "[object Error]";
}
