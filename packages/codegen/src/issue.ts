/** An `error` stops the generator; a `warning` marks generated output that should be reviewed. */
export type Severity = "error" | "warning";

interface IssueKind {
  readonly severity: Severity;
  /** How to fix it. */
  readonly help: string;
}

/** Name of a kind of issue in a document or an overlay. It stays stable; the wording may change. */
export type IssueCode =
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

/** The severity of each kind of issue, and how to fix it. */
export const ISSUE_KINDS: Readonly<Record<IssueCode, IssueKind>> = {
  unreadable_file: { severity: "error", help: "Check the path and the permissions of the file." },
  syntax: { severity: "error", help: "Correct the syntax of the file." },
  too_deep: { severity: "error", help: "Flatten the document; no tool can follow values this deep." },
  unsupported_version: { severity: "error", help: "Convert the document to OpenAPI 3.1." },
  newer_version: { severity: "warning", help: "Check the output: features that are new in OpenAPI 3.2 are left out." },
  invalid_document: { severity: "error", help: "Correct the document according to the OpenAPI specification." },
  invalid_overlay: {
    severity: "error",
    help: "Correct the overlay according to the OpenAPI Overlay 1.0 specification.",
  },
  unsupported_path: { severity: "error", help: "Write the target as $.name['name'][0][*]." },
  no_match: { severity: "error", help: "Correct the target, or remove the action." },
  external_ref: {
    severity: "error",
    help: "Download the file and refer to it by its path, or allow remote references with --allow-remote.",
  },
  unknown_ref: { severity: "error", help: "Add the target of the reference, or correct the reference." },
  unsupported_ref: { severity: "error", help: "Move the schema to components.schemas and refer to it there." },
  invalid_schema: { severity: "error", help: "Correct the schema according to JSON Schema 2020-12." },
  unknown_keyword: { severity: "warning", help: "Correct the spelling, or start the name of an extension with x-." },
  unsupported_keyword: { severity: "error", help: "Use other keywords." },
  dropped_keyword: { severity: "warning", help: "Generate JSON Schemas of draft 2020-12, which has this keyword." },
  loose_keyword: {
    severity: "warning",
    help: "Use the form of JSON Schema 2020-12; the older form was read as intended.",
  },
  nullable_ref: {
    severity: "warning",
    help: "Write anyOf with the reference and a schema of type null, or remove nullable.",
  },
  foreign_pattern: { severity: "warning", help: "Use the syntax of JavaScript; this pattern is not checked." },
  impossible_schema: {
    severity: "warning",
    help: "Resolve the contradiction between the keywords; no value is valid.",
  },
  endless_schema: {
    severity: "warning",
    help: "Remove the reference that forms the cycle; it was ignored.",
  },
  all_of_conflict: {
    severity: "warning",
    help: "Resolve the contradiction between the members of allOf; no value is valid.",
  },
  invalid_default: { severity: "warning", help: "Use a default that is valid for its schema." },
  invalid_discriminator: {
    severity: "warning",
    help: "Give each member a const for the property; the discriminator was ignored.",
  },
  name_collision: { severity: "warning", help: "Rename one of them, with an overlay if need be." },
  unsupported_name: { severity: "error", help: "Rename it, with an overlay if need be." },
  invalid_builder: { severity: "error", help: "Correct the overlay that defines the builder." },
  invalid_resource: { severity: "error", help: "Correct the entry of x-starfix-resources." },
  missing_target: { severity: "error", help: "Add the target, or remove the override from the configuration." },
  renamed: { severity: "warning", help: "Rename one of them with an overlay to choose another name." },
  unclear_operation: {
    severity: "warning",
    help: "Check the generated function, or change the operation with an overlay.",
  },
};

/** A place in a file; `line` and `column` count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something wrong or questionable in a document or an overlay. */
export interface Issue extends Position {
  readonly code: IssueCode;
  readonly severity: Severity;
  /** One sentence with what was expected and what was received. */
  readonly message: string;
  /** How to fix it. */
  readonly help: string;
  /** JSON pointer into the bundled document; the empty string is the whole document. */
  readonly pointer: string;
  /** The line at the position, if the file could be read. */
  readonly sourceLine?: SourceLine;
}

/** A line of a file; a very long line is cut on both sides of the position. */
export interface SourceLine {
  readonly text: string;
  /** The position within `text`, from 1. */
  readonly column: number;
}

/** An issue before its position in a file is looked up. */
export interface UnlocatedIssue {
  readonly code: IssueCode;
  readonly pointer: string;
  readonly message: string;
}

/** Adds the position of an issue, and the severity and help of its code. */
export function createIssue(unlocated: UnlocatedIssue, position: Position, sourceLine?: SourceLine): Issue {
  const { code, pointer, message } = unlocated;
  const { file, line, column } = position;
  const { severity, help } = ISSUE_KINDS[code];
  const issue = { file, line, column, code, severity, message, help, pointer };
  return sourceLine === undefined ? issue : { ...issue, sourceLine };
}

/**
 * Prints an issue in the form that editors and CI turn into a link.
 *
 * @example
 * formatIssue({ file: "api.yaml", line: 9, column: 15, code: "unknown_ref", message: "…", pointer: "/paths", … });
 * // => "api.yaml:9:15 - unknown_ref: … (at #/paths)"
 */
export function formatIssue(issue: Issue): string {
  const { file, line, column, code, message, pointer } = issue;
  return `${file}:${line}:${column} - ${code}: ${message} (at #${pointer})`;
}

/** A document that cannot be compiled, with all issues found up to the stage that failed. */
export class CodegenError extends Error {
  override readonly name = "CodegenError";
  /** At least one has the severity `error`. */
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(
      issues
        .filter(({ severity }) => severity === "error")
        .map(formatIssue)
        .join("\n"),
    );
    this.issues = issues;
  }
}
