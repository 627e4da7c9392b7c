export { type Compiled, type CompileIssue, compileDefinition, type DefinitionBuilder } from "./compile-definition.ts";
export type { Matcher, MatcherAnswer } from "./matchers/matcher.ts";
export { type DefinitionMatchers, matchers } from "./matchers/matchers.ts";
export { preview } from "./preview/preview.ts";
export { PreviewError, type PreviewRefusal } from "./preview/preview-error.ts";
export type { PreviewInput, PreviewJob, PreviewRow } from "./preview/preview-types.ts";
