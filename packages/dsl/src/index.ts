export {
  type Columns,
  type Expr,
  type ExprUse,
  fitsColumn,
  type InputSchema,
  type Interval,
  type IntervalBounds,
  type Period,
  readInterval,
  type SqlType,
  sqlTypesOfColumn,
} from "@starfix/expr";
export * from "@starfix/expr/functions";
export { type AnyBuilder, about, internal } from "./about/about.ts";
export type { AboutNode } from "./about/about-node.ts";
export type { AboutOptions } from "./about/parse-about.ts";
export { AzureConnectionBuilder, azureConnection } from "./connection/azure-connection.ts";
export { ConfluentConnectionBuilder, confluentConnection } from "./connection/confluent-connection.ts";
export {
  ConfluentSchemaRegistryConnectionBuilder,
  confluentSchemaRegistryConnection,
} from "./connection/confluent-schema-registry-connection.ts";
export type {
  AzureConnectionDefinition,
  ConfluentConnectionDefinition,
  ConfluentSchemaRegistryConnectionDefinition,
  ConnectionDefinition,
  KafkaConnectionDefinition,
  KinesisConnectionDefinition,
  ObjectStoreConnection,
  PushStreamingConnectionDefinition,
  S3ConnectionDefinition,
  StreamConnection,
} from "./connection/connection-definition.ts";
export type {
  AzureConnectionNode,
  AzureConnectionRequest,
  ConfluentConnectionNode,
  ConfluentConnectionRequest,
  ConfluentSchemaRegistryConnectionNode,
  ConfluentSchemaRegistryConnectionRequest,
  ConnectionNode,
  KafkaConnectionNode,
  KafkaConnectionRequest,
  KinesisConnectionNode,
  KinesisConnectionRequest,
  ObjectStoreConnectionNode,
  PushStreamingConnectionNode,
  PushStreamingConnectionRequest,
  S3ConnectionNode,
  S3ConnectionRequest,
  StreamConnectionNode,
} from "./connection/connection-node.ts";
export type { AccessKey, Login, SaslLogin } from "./connection/credentials.ts";
export { KafkaConnectionBuilder, kafkaConnection } from "./connection/kafka-connection.ts";
export type { KafkaSslOptions } from "./connection/kafka-ssl.ts";
export { KinesisConnectionBuilder, kinesisConnection } from "./connection/kinesis-connection.ts";
export { PushStreamingConnectionBuilder, pushStreamingConnection } from "./connection/push-streaming-connection.ts";
export { S3ConnectionBuilder, s3Connection } from "./connection/s3-connection.ts";
export {
  type Definition,
  type DefinitionMark,
  type DefinitionNode,
  definitionFormat,
} from "./definition.ts";
export {
  type Alone,
  type Build,
  type BuilderState,
  type BuilderType,
  type Choice,
  type DefinitionBuilder,
  type DefinitionStart,
  definitionMarkOf,
  type MemberRules,
} from "./definition-builder.ts";
export { DefinitionError } from "./definition-error.ts";
export { factory } from "./factory.ts";
export type {
  BatchFormat,
  BatchFormats,
  StreamFormat,
  StreamFormats,
  ValueFormat,
} from "./format/format-options.ts";
export {
  BatchJobBuilder,
  type BatchJobFrom,
  type BatchJobGiven,
  type BatchJobMissing,
  type BatchSource,
  batchJob,
} from "./job/batch-job.ts";
export {
  type ColumnsOf,
  inline,
  type RowsSource,
  type TableSource,
  type TableSourceOptions,
  tableSource,
  uploadedFiles,
} from "./job/batch-source.ts";
export { defineJobs } from "./job/define-jobs.ts";
export { DeleteDataJobBuilder, type DeleteDataJobMissing, deleteDataJob } from "./job/delete-data-job.ts";
export { DropTableJobBuilder, type DropTableJobMissing, dropTableJob } from "./job/drop-table-job.ts";
export type {
  BatchJobNode,
  BatchSourceNode,
  DeleteDataJobNode,
  DeletionNode,
  DropTableJobNode,
  ExpressionNode,
  FormatNode,
  IngestionNode,
  JobContext,
  JobNode,
  MappingNode,
  RestoreDataJobNode,
  SelectionNode,
  SqlJobNode,
  StreamingJobNode,
  TargetNode,
  UpsertNode,
} from "./job/job-node.ts";
export type { Mapping, MappingPairs, Mappings } from "./job/mapping-types.ts";
export type { InputOfFields, InputPairs } from "./job/parse-input.ts";
export type { ParameterValue } from "./job/parse-parameters.ts";
export type { IntoOptions } from "./job/parse-target.ts";
export type { UpsertOptions } from "./job/parse-upsert.ts";
export { RestoreDataJobBuilder, type RestoreDataJobMissing, restoreDataJob } from "./job/restore-data-job.ts";
export { SqlJobBuilder, type SqlJobMissing, sqlJob } from "./job/sql-job.ts";
export { SqlText, type SqlValue, sql } from "./job/sql-text.ts";
export { StreamingJobBuilder, type StreamingJobMissing, streamingJob } from "./job/streaming-job.ts";
export { type Branches, type CreatedDefinition, createdDefinitions, type Origin } from "./origin.ts";
export { buildParams, type ParamOptions, param } from "./param.ts";
export { isName } from "./parse-name.ts";
export type { Patch } from "./patch.ts";
export { SecretRef, secret } from "./secret.ts";
export { AggregateTableBuilder, aggregateTable } from "./table/aggregate-table.ts";
export { DetailTableBuilder, detailTable } from "./table/detail-table.ts";
export type { RollupOptions, StorageOptions, TableStorageOptions } from "./table/parse-table.ts";
export type {
  AggregateTableDeclaration,
  AggregateTableNode,
  DetailTableDeclaration,
  DetailTableNode,
  TableNode,
} from "./table/table-node.ts";
export type { TableColumns, TableDefinition, TableMeasures, TableMode, TableShape } from "./table/table-shape.ts";
export { days, hours, months, type TimeSpan } from "./time/spans.ts";
export { timeParseAuto } from "./time/time-parse-auto.ts";
