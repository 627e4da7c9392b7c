/** Whether nothing is generated (`error`), or what is generated is worth a look (`warning`). */
export type Severity = "error" | "warning";

interface DiagnosticKind {
  readonly severity: Severity;
  /** What to do about it. */
  readonly help: string;
}

/** Name of a kind of mistake in a document or an overlay. It stays stable; the wording may change. */
export type DiagnosticCode =
  | "unreadable_file"
  | "syntax"
  | "too_deep"
  | "unsupported_version"
  | "newer_version"
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

/** How much each kind of mistake weighs, and how to mend it. */
export const DIAGNOSTICS: Readonly<Record<DiagnosticCode, DiagnosticKind>> = {
  unreadable_file: { severity: "error", help: "Check the path and the permissions of the file." },
  syntax: { severity: "error", help: "Mend the file so that it parses." },
  too_deep: { severity: "error", help: "Flatten the document; no tool can follow values this deep." },
  unsupported_version: { severity: "error", help: "Convert the document to OpenAPI 3.1." },
  newer_version: { severity: "warning", help: "Look at what was generated; what only OpenAPI 3.2 knows is left out." },
  invalid_document: { severity: "error", help: "Mend the document after the OpenAPI specification." },
  invalid_overlay: { severity: "error", help: "Mend the overlay after the OpenAPI Overlay 1.0 specification." },
  unsupported_path: { severity: "error", help: "Write the target as $.name['name'][0][*]." },
  no_match: { severity: "error", help: "Compare the target with the document, or drop the action." },
  external_ref: {
    severity: "error",
    help: "Download the file and refer to it by its path, or allow remote references.",
  },
  unknown_ref: { severity: "error", help: "Add what is referred to, or mend the reference." },
  unsupported_ref: { severity: "error", help: "Move the schema to components.schemas and refer to it there." },
  invalid_schema: { severity: "error", help: "Mend the schema after JSON Schema 2020-12." },
  unknown_keyword: { severity: "warning", help: "Mend the spelling, or start the name of an extension with x-." },
  unsupported_keyword: { severity: "error", help: "Say it with other keywords." },
  all_of_conflict: { severity: "error", help: "Make the members of allOf agree." },
  unsupported_composition: { severity: "error", help: "Move the keywords into each member." },
  invalid_discriminator: { severity: "error", help: "Give each member a const for the property." },
  name_collision: { severity: "error", help: "Rename one of them, with an overlay if need be." },
  unsupported_name: { severity: "error", help: "Rename it, with an overlay if need be." },
  invalid_builder: { severity: "error", help: "Mend the overlay that names the builder." },
  unsupported_operation: { severity: "error", help: "Change the operation, or take it out with an overlay." },
};

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
