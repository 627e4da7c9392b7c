export { type AgainstResult, type ArtifactDifference, checkAgainst } from "./build/check-against.ts";
export {
  type CheckOptions,
  type CheckResult,
  type CompileOptions,
  checkProject,
  compileProject,
} from "./build/compile-project.ts";
export type { CompileResult, OutputFile } from "./compile/compile-result.ts";
export type { Artifact } from "./emit/artifact.ts";
export {
  type ArtifactChange,
  type Manifest,
  type ManifestEntry,
  type ManifestImport,
  manifestJsonSchema,
} from "./emit/manifest.ts";
export type { SecretPlace } from "./emit/resolve-secrets.ts";
export {
  type DefinitionGraph,
  type GraphEdge,
  type GraphNode,
  type GraphNodeKind,
  graphOf,
} from "./graph/definition-graph.ts";
export { formatGraph, type GraphStyle } from "./graph/format-graph.ts";
export { type CompileIssue, formatIssue, type IssueCode } from "./issues/compile-issue.ts";
export {
  closestIssueCode,
  explainIssue,
  explainIssues,
  type IssueExplanation,
  issuePage,
} from "./issues/explain-issue.ts";
export type { IssueSeverity } from "./issues/issue-kind.ts";
export type { IssueExample, IssueText } from "./issues/issue-text.ts";
export { type LoadProjectOptions, loadProject } from "./load/load-project.ts";
export type { ReplacedPackage } from "./load/replaced-package.ts";
export { formatPosition, type Position } from "./project/position.ts";
export { type Project, type ProjectAbout, type ProjectConfig, ProjectError } from "./project/project.ts";
export {
  type FormatIssuesOptions,
  type FormatReportsOptions,
  formatIssues,
  formatReports,
  type IssueStyle,
} from "./report/format-issues.ts";
export { type IssueReport, type ReportPlace, reportIssues } from "./report/issue-report.ts";
export type { Paint, PaintStyle } from "./report/text-report.ts";
export type { ImportedUse } from "./share/imported-use.ts";
export type { TextSink } from "./thread/definitions-runner.ts";
export type { DefinitionCounts } from "./thread/definitions-task.ts";
export { type ProjectWatch, type WatchEvent, type WatchOptions, watchProject } from "./watch/watch-project.ts";
export { planWrite, type WritePlan } from "./write/plan-write.ts";
export { writeArtifacts } from "./write/write-artifacts.ts";
