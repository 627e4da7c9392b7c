export { CodegenError, type Diagnostic, type DiagnosticCode, formatDiagnostic, type Position } from "./diagnostic.ts";
export { type GenerateOptions, type GenerateResult, generate } from "./generate.ts";
export type { NormalisedDocument, NormalisedSchema, SchemaType } from "./normalise/normalised-document.ts";
export { compareOutput, type OutputPlan } from "./output/compare-output.ts";
export { writeOutput } from "./output/write-output.ts";
export { type CliContext, runCli } from "./run-cli.ts";
export type { OutputFile, Target, TargetContext } from "./targets/target.ts";
export type { TargetName } from "./targets/target-table.ts";
