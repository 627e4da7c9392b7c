/** Name of a kind of mistake in a document or an overlay. It stays stable; the wording of the message may change. */
export type DiagnosticCode =
  | "unreadable_file"
  | "syntax"
  | "unsupported_version"
  | "invalid_document"
  | "invalid_overlay"
  | "unsupported_path"
  | "no_match"
  | "external_ref"
  | "unknown_ref"
  | "unsupported_ref"
  | "invalid_schema"
  | "unknown_keyword"
  | "unsupported_keyword"
  | "all_of_conflict"
  | "unsupported_composition"
  | "invalid_discriminator"
  | "name_collision"
  | "unsupported_name"
  | "invalid_builder"
  | "unsupported_operation";

/** Where something stands in a file; `line` and `column` count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One mistake in a document or an overlay. */
export interface Diagnostic extends Position {
  readonly code: DiagnosticCode;
  /** What was expected, what came, and how to mend it. */
  readonly message: string;
  /** JSON pointer into the document; the empty string is the whole of it. */
  readonly pointer: string;
}

/**
 * Prints a diagnostic in the form that editors and CI make a link of.
 *
 * @example
 * formatDiagnostic({ file: "api.yaml", line: 9, column: 15, code: "unknown_ref", message: "…", pointer: "/paths" });
 * // => "api.yaml:9:15 - unknown_ref: … (at #/paths)"
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, code, message, pointer } = diagnostic;
  return `${file}:${line}:${column} - ${code}: ${message} (at #${pointer})`;
}

/** A document that cannot be compiled, with every mistake that was found up to the stage that failed. */
export class CodegenError extends Error {
  override readonly name = "CodegenError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n"));
    this.diagnostics = diagnostics;
  }
}
