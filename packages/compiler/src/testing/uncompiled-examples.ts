import type { IssueCode } from "../issues/compile-issue.ts";

/** Codes whose examples one definition file cannot show. */
export const uncompiledExamples: ReadonlySet<IssueCode> = new Set([
  "no_definitions",
  "definition_format",
  "package_loaded_twice",
  "unused_param",
  // Take two packages.
  "internal_definition",
  "unowned_definition",
  "package_without_manifest",
  "manifest_format",
  "manifest_mismatch",
  "package_cycle",
  "older_dsl",
  // Take two versions of a package.
  "imported_name",
  "imported_type",
  "imported_column_removed",
  "imported_column_type",
  // Take as long as the time limit, and all memory.
  "definitions_timeout",
  "definitions_memory",
  // Take a service that knows all connections and tables.
  "unknown_connection",
  "unknown_table",
]);
