export {
  type CompileDefinitionOptions,
  type CompiledDefinition,
  compileDefinition,
  type DefinitionBuilder,
} from "./compile/compile-definition.ts";
export type { RequestArtifact } from "./emit/artifact.ts";
export { type CompileIssue, formatIssue } from "./issues/compile-issue.ts";
export { formatPosition } from "./project/position.ts";
