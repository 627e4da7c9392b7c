import { diffDocuments } from "./diff-documents.ts";
import { exitCodeOf, type FailOn } from "./exit-code-of.ts";
import { type DiffStyle, formatDiff } from "./format-diff.ts";

/** Options of `starfix-codegen diff`. */
export interface DiffFlags {
  /** Which changes set the exit code 1. @default "none" */
  readonly failOn?: FailOn;
  /** How the changes are printed. @default "text" */
  readonly format?: DiffStyle;
  /** OpenAPI Overlays for both documents. @default [] */
  readonly overlay?: readonly string[];
  /** @default false */
  readonly allowRemote?: boolean;
  /** Whether changes of titles, descriptions and examples are listed. @default false */
  readonly all?: boolean;
}

/** The environment of the command. */
export interface DiffSurroundings {
  readonly cwd: string;
  out(text: string): void;
}

/**
 * Compares two documents, prints the changes and returns the exit code: 1 if there is a change of the kind that
 * `failOn` names, else 0.
 *
 * @example
 * await runDiff("v1.yaml", "v2.yaml", { failOn: "breaking" }, context);
 * // => 1
 * @throws {CodegenError} with a position for every error in a document or an overlay.
 */
export async function runDiff(
  old: string,
  next: string,
  flags: DiffFlags,
  { cwd, out }: DiffSurroundings,
): Promise<0 | 1> {
  const { failOn = "none", format = "text", overlay = [], allowRemote = false, all = false } = flags;
  const result = await diffDocuments({ old, new: next, overlays: overlay, cwd, allowRemote, all });
  out(formatDiff(result, format));
  return exitCodeOf(result, failOn);
}
