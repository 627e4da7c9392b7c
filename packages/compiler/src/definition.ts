export {
  type CompileDefinitionOptions,
  type CompiledDefinition,
  compileDefinition,
  type DefinitionBuilder,
} from "./compile-definition.ts";
export type { RequestArtifact } from "./emit/artifact.ts";
export { type CompileIssue, formatIssue } from "./issues.ts";
export { formatPosition } from "./position.ts";
