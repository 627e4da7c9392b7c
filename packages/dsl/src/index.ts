export {
  coalesce,
  col,
  concat,
  count,
  type Expr,
  type InputSchema,
  lit,
  lower,
  max,
  millisToTimestamp,
  min,
  sum,
  timeFloor,
  timeParse,
  upper,
} from "@starfix/expr";
export {
  type AccessKey,
  S3ConnectionBuilder,
  type S3ConnectionDefinition,
  s3Connection,
} from "./connection/s3-connection.ts";
export type { S3ConnectionNode, S3ConnectionRequest } from "./connection/s3-connection-node.ts";
export {
  type Definition,
  type DefinitionMark,
  type DefinitionNode,
  definitionFormat,
} from "./definition.ts";
export { DefinitionError } from "./definition-error.ts";
export { BatchJobBuilder, type BatchJobMissing, batchJob } from "./job/batch-job.ts";
export type {
  BatchJobNode,
  ExpressionNode,
  InputFieldNode,
  MappingNode,
  SelectionNode,
  TargetNode,
} from "./job/batch-job-node.ts";
export type { Mapping, Mappings } from "./job/mapping-types.ts";
export type { IntoOptions } from "./job/parse-batch-job.ts";
export { type CreatedDefinition, createdDefinitions, type Origin } from "./origin.ts";
export { isName } from "./parse-name.ts";
export { SecretRef, secret } from "./secret.ts";
