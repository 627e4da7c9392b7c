export { type CompileSchemaOptions, compileGuard, compileSchema } from "./compile-schema.ts";
export { type CodegenConfig, defineConfig } from "./config/define-config.ts";
export type { Breaks, Change, DiffResult } from "./diff/change.ts";
export { CHANGE_CODES, type ChangeCode } from "./diff/change-codes.ts";
export { type DiffOptions, diffDocuments } from "./diff/diff-documents.ts";
export { exitCodeOf, type FailOn } from "./diff/exit-code-of.ts";
export { type DiffStyle, formatDiff } from "./diff/format-diff.ts";
export { type GenerateOptions, type GenerateResult, generate } from "./generate.ts";
export {
  CodegenError,
  formatIssue,
  type Issue,
  type IssueCode,
  type Position,
  type Severity,
  type SourceLine,
} from "./issue.ts";
export type { NormalisedDocument, NormalisedSchema, SchemaType } from "./normalise/normalised-document.ts";
export { compareOutput, type OutputChanges } from "./output/compare-output.ts";
export { writeOutput } from "./output/write-output.ts";
export { formatIssues, type IssueStyle } from "./report/format-issues.ts";
export { type CliContext, runCli } from "./run-cli.ts";
export type { FormatMode, OutputFile, Override, Target, TargetContext } from "./targets/target.ts";
export type { TargetName } from "./targets/target-table.ts";
