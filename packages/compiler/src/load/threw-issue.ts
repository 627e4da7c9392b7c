import type { CompileIssue } from "../issues/compile-issue.ts";
import { packageOf } from "../project/package-of.ts";
import type { Position } from "../project/position.ts";
import type { SourcePlaces } from "./source-places.ts";

/** The packages whose frames are skipped: the error is at their caller. */
const ours: ReadonlySet<string> = new Set(["@starfix/dsl", "@starfix/expr", "@starfix/schema"]);

/**
 * The issue of a value that a file threw, at the position of the call that caused it: the call in the definition file, with the
 * helper that threw.
 */
export function threwIssue(thrown: unknown, places: SourcePlaces, files: readonly string[]): CompileIssue {
  if (!isError(thrown)) return { code: "definition_threw", message: `threw ${String(thrown)}` };
  const { message, stack } = thrown;
  const isContradiction = "code" in thrown && thrown.code === "contradicting_calls";
  const helper = callerOf(stack, places);
  const position = helper && (callerOf(stack, places, files) ?? helper);
  return {
    code: isContradiction ? "contradicting_calls" : "definition_threw",
    message,
    ...(position && { position }),
    ...(helper && helper.file !== position?.file && { helper }),
  };
}

/** The innermost frame of a stack that is in one of some files; without them, in none of our packages. */
export function callerOf(
  stack: string | undefined,
  places: SourcePlaces,
  files?: readonly string[],
): Position | undefined {
  for (const position of places.of(stack)) {
    if (files ? isCallIn(files, position) : !ours.has(packageOf(position.file).name)) return position;
  }
  return undefined;
}

/** A frame at the start of a file is the import of it, and no call. */
function isCallIn(files: readonly string[], { file, line, column }: Position): boolean {
  return files.includes(file) && (line > 1 || column > 1);
}

/** By its shape: an error from another thread or realm is an instance of another class. */
function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || Object.prototype.toString.call(thrown) === "[object Error]";
}
