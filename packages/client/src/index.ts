export type {
  BatchJobResponse,
  ConnectionListResponse,
  ConnectionResponse,
  CreateBatchJobRequest,
  CreateConnectionRequest,
  CreateJobRequest,
  IngestionJobTotals,
  JobExecutionStatus,
  JobHealth,
  JobListResponse,
  JobResponse,
  JobSummaryResponse,
  SqlRequest,
  SqlResponse,
  TableListResponse,
  TableResponse,
  UpdateConnectionRequest,
} from "@starfix/schema";
export {
  createConnection,
  createJob,
  deleteConnection,
  getConnection,
  getJob,
  getJobLogs,
  getJobMetrics,
  getJobProgress,
  getJobStatus,
  getTable,
  listConnections,
  listJobs,
  listTables,
  type OperationRequest,
  querySql,
  type Transport,
  testConnection,
  updateConnection,
  updateJobStatus,
} from "@starfix/schema/operations";
export type { Credentials } from "./authorization.ts";
export { type CallOptions, type Client, type ClientOptions, createClient } from "./client.ts";
export { JobFailedError, jobProblem } from "./job-failed-error.ts";
export { ConnectionLostError, NetworkError, type RequestLine } from "./network-error.ts";
export { type ErrorDetail, type ErrorFacts, PolarisError, type PolarisErrorProps } from "./polaris-error.ts";
export type { RetryOptions } from "./retry.ts";
export { type FinishedJob, type JobProgressReport, type WaitForJobOptions, waitForJob } from "./wait-for-job.ts";
