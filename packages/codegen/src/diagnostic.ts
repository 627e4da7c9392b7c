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
  | "dropped_keyword"
  | "loose_keyword"
  | "nullable_ref"
  | "foreign_pattern"
  | "impossible_schema"
  | "endless_schema"
  | "all_of_conflict"
  | "invalid_default"
  | "invalid_discriminator"
  | "name_collision"
  | "unsupported_name"
  | "invalid_builder"
  | "invalid_resource"
  | "missing_target"
  | "renamed"
  | "unclear_operation";

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
  dropped_keyword: { severity: "warning", help: "Generate JSON Schemas of draft 2020-12, which know it." },
  loose_keyword: { severity: "warning", help: "Say it as JSON Schema 2020-12 does; it is read as it is meant." },
  nullable_ref: {
    severity: "warning",
    help: "Write anyOf with the reference and a schema of type null, or drop nullable.",
  },
  foreign_pattern: { severity: "warning", help: "Say it as JavaScript does; as it is, the pattern is not checked." },
  impossible_schema: { severity: "warning", help: "Make the keywords agree; as they are, no value is valid." },
  endless_schema: {
    severity: "warning",
    help: "Take out the reference that leads back; as it is, it is read as if it were not there.",
  },
  all_of_conflict: { severity: "warning", help: "Make the members of allOf agree; as they are, no value is valid." },
  invalid_default: { severity: "warning", help: "Make the default a value of its schema." },
  invalid_discriminator: {
    severity: "warning",
    help: "Give each member a const for the property; as it is, the union is read without its discriminator.",
  },
  name_collision: { severity: "warning", help: "Rename one of them, with an overlay if need be." },
  unsupported_name: { severity: "error", help: "Rename it, with an overlay if need be." },
  invalid_builder: { severity: "error", help: "Mend the overlay that names the builder." },
  invalid_resource: { severity: "error", help: "Correct the entry of x-starfix-resources." },
  missing_target: { severity: "error", help: "Add the target, or drop what the configuration puts in its place." },
  renamed: { severity: "warning", help: "Rename one of them with an overlay, if the new name does not please." },
  unclear_operation: {
    severity: "warning",
    help: "Look at what was generated, or change the operation with an overlay.",
  },
};

/** Where something stands in a file; `line` and `column` count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One mistake in a document or an overlay, or something in it that is worth a look. */
export interface Diagnostic extends Position {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence: what was expected, and what came. */
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
  /** JSON pointer into the document after all its files were brought together; the empty string is the whole of it. */
  readonly pointer: string;
  /** The line that it is about, where the file has been read. */
  readonly sourceLine?: SourceLine;
}

/** A line of a file; of a very long one, what is around the place. */
export interface SourceLine {
  readonly text: string;
  /** Where the place is in the text, from 1. */
  readonly column: number;
}

/** What a diagnostic says before it is known where that stands. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly pointer: string;
  readonly message: string;
}

/** Puts a finding in its place; severity and help are those of its code. */
export function createDiagnostic(finding: Finding, position: Position, sourceLine?: SourceLine): Diagnostic {
  const { code, pointer, message } = finding;
  const { file, line, column } = position;
  const { severity, help } = DIAGNOSTICS[code];
  const diagnostic = { file, line, column, code, severity, message, help, pointer };
  return sourceLine === undefined ? diagnostic : { ...diagnostic, sourceLine };
}

/**
 * Prints a diagnostic in the form that editors and CI make a link of.
 *
 * @example
 * formatDiagnostic({ file: "api.yaml", line: 9, column: 15, code: "unknown_ref", message: "…", pointer: "/paths", … });
 * // => "api.yaml:9:15 - unknown_ref: … (at #/paths)"
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, code, message, pointer } = diagnostic;
  return `${file}:${line}:${column} - ${code}: ${message} (at #${pointer})`;
}

/** A document that cannot be compiled, with everything that was found up to the stage that failed. */
export class CodegenError extends Error {
  override readonly name = "CodegenError";
  /** At least one of them is an error. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(
      diagnostics
        .filter(({ severity }) => severity === "error")
        .map(formatDiagnostic)
        .join("\n"),
    );
    this.diagnostics = diagnostics;
  }
}
