import type { OperationId } from "@starfix/schema/operations";
import type { Permission } from "./auth/permissions.ts";
import type { Handler, Route } from "./context.ts";

/** Operations whose handlers one module exports under their names. */
function routes<TOperation extends OperationId>(
  load: () => Promise<Readonly<Record<TOperation, Handler>>>,
  anyOf: readonly Permission[],
  operations: readonly (readonly [operation: TOperation, method: Route["method"], path: string])[],
): readonly Route[] {
  return operations.map(([operation, method, path]) => ({
    operation,
    method,
    path,
    anyOf,
    load: async () => (await load())[operation],
  }));
}

/**
 * Every operation that the server has. Their code is loaded by the first request that needs it: a server answers before it
 * has read the contract, the rules and the parser.
 */
export const ROUTES: readonly Route[] = [
  ...routes(
    () => import("./resources/connections.ts"),
    ["ManageConnections"],
    [
      ["listConnections", "GET", "/connections"],
      ["getConnection", "GET", "/connections/:name"],
    ],
  ),
  ...routes(
    () => import("./resources/change-connections.ts"),
    ["ManageConnections"],
    [
      ["createConnection", "POST", "/connections"],
      ["updateConnection", "PATCH", "/connections/:name"],
      ["deleteConnection", "DELETE", "/connections/:name"],
      ["testConnection", "POST", "/connections/:name/test"],
    ],
  ),
  ...routes(
    () => import("./resources/jobs.ts"),
    ["ManageIngestionJobs"],
    [
      ["listJobs", "GET", "/jobs"],
      ["createJob", "POST", "/jobs"],
      ["getJob", "GET", "/jobs/:jobId"],
    ],
  ),
  ...routes(
    () => import("./resources/job-status.ts"),
    ["ManageIngestionJobs"],
    [
      ["getJobStatus", "GET", "/jobs/:jobId/status"],
      ["updateJobStatus", "POST", "/jobs/:jobId/status"],
      ["getJobProgress", "GET", "/jobs/:jobId/progress"],
      ["getJobLogs", "GET", "/jobs/:jobId/logs"],
      ["getJobMetrics", "GET", "/jobs/:jobId/metrics"],
    ],
  ),
  ...routes(
    () => import("./resources/tables.ts"),
    ["ViewTables", "ManageTables"],
    [
      ["listTables", "GET", "/tables"],
      ["getTable", "GET", "/tables/:tableName"],
    ],
  ),
  ...routes(
    () => import("./resources/tables.ts"),
    ["ManageTables"],
    [
      ["createTable", "POST", "/tables"],
      ["updateTable", "PUT", "/tables/:tableName"],
    ],
  ),
  ...routes(() => import("./resources/query.ts"), ["AccessQueries"], [["querySql", "POST", "/query/sql"]]),
];
