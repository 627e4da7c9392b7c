import type { Route } from "./context.ts";

const CONNECTIONS = ["ManageConnections"] as const;
const JOBS = ["ManageIngestionJobs"] as const;
const VIEW_TABLES = ["ViewTables", "ManageTables"] as const;
const TABLES = ["ManageTables"] as const;
const QUERIES = ["AccessQueries"] as const;

const connection = "/connections/:name";
const job = "/jobs/:jobId";
const table = "/tables/:tableName";

const connections = () => import("./resources/connections.ts");
const changedConnections = () => import("./resources/change-connections.ts");
const jobs = () => import("./resources/jobs.ts");
const status = () => import("./resources/job-status.ts");
const tables = () => import("./resources/tables.ts");
const queries = () => import("./resources/query.ts");

/**
 * Every operation that the server has. Their code is loaded by the first request that needs it: a server answers before it
 * has read the contract, the rules and the parser.
 */
export const ROUTES: readonly Route[] = [
  {
    operation: "listConnections",
    method: "GET",
    path: "/connections",
    anyOf: CONNECTIONS,
    load: async () => (await connections()).listConnections,
  },
  {
    operation: "createConnection",
    method: "POST",
    path: "/connections",
    anyOf: CONNECTIONS,
    load: async () => (await changedConnections()).createConnection,
  },
  {
    operation: "getConnection",
    method: "GET",
    path: connection,
    anyOf: CONNECTIONS,
    load: async () => (await connections()).getConnection,
  },
  {
    operation: "updateConnection",
    method: "PATCH",
    path: connection,
    anyOf: CONNECTIONS,
    load: async () => (await changedConnections()).updateConnection,
  },
  {
    operation: "deleteConnection",
    method: "DELETE",
    path: connection,
    anyOf: CONNECTIONS,
    load: async () => (await changedConnections()).deleteConnection,
  },
  {
    operation: "testConnection",
    method: "POST",
    path: `${connection}/test`,
    anyOf: CONNECTIONS,
    load: async () => (await changedConnections()).testConnection,
  },
  { operation: "listJobs", method: "GET", path: "/jobs", anyOf: JOBS, load: async () => (await jobs()).listJobs },
  { operation: "createJob", method: "POST", path: "/jobs", anyOf: JOBS, load: async () => (await jobs()).createJob },
  { operation: "getJob", method: "GET", path: job, anyOf: JOBS, load: async () => (await jobs()).getJob },
  {
    operation: "getJobStatus",
    method: "GET",
    path: `${job}/status`,
    anyOf: JOBS,
    load: async () => (await status()).getJobStatus,
  },
  {
    operation: "updateJobStatus",
    method: "POST",
    path: `${job}/status`,
    anyOf: JOBS,
    load: async () => (await status()).updateJobStatus,
  },
  {
    operation: "getJobProgress",
    method: "GET",
    path: `${job}/progress`,
    anyOf: JOBS,
    load: async () => (await status()).getJobProgress,
  },
  {
    operation: "getJobLogs",
    method: "GET",
    path: `${job}/logs`,
    anyOf: JOBS,
    load: async () => (await status()).getJobLogs,
  },
  {
    operation: "getJobMetrics",
    method: "GET",
    path: `${job}/metrics`,
    anyOf: JOBS,
    load: async () => (await status()).getJobMetrics,
  },
  {
    operation: "listTables",
    method: "GET",
    path: "/tables",
    anyOf: VIEW_TABLES,
    load: async () => (await tables()).listTables,
  },
  {
    operation: "createTable",
    method: "POST",
    path: "/tables",
    anyOf: TABLES,
    load: async () => (await tables()).createTable,
  },
  {
    operation: "getTable",
    method: "GET",
    path: table,
    anyOf: VIEW_TABLES,
    load: async () => (await tables()).getTable,
  },
  {
    operation: "updateTable",
    method: "PUT",
    path: table,
    anyOf: TABLES,
    load: async () => (await tables()).updateTable,
  },
  {
    operation: "querySql",
    method: "POST",
    path: "/query/sql",
    anyOf: QUERIES,
    load: async () => (await queries()).querySql,
  },
];
