import { expect, test } from "vitest";
import {
  createJob,
  deleteConnection,
  getTable,
  listConnections,
  listJobs,
  type OperationRequest,
  operations,
  type Transport,
} from "./operations.ts";

function recorder(): { readonly transport: Transport; readonly requests: OperationRequest[] } {
  const requests: OperationRequest[] = [];
  const send = async <TAnswer>(request: OperationRequest): Promise<TAnswer> => {
    requests.push(request);
    return { values: [] } as TAnswer;
  };
  return { transport: { projectId: "p/1", send }, requests };
}

test("an operation is one request", async () => {
  const { transport, requests } = recorder();
  const body = {
    type: "batch",
    target: { type: "table", tableName: "T" },
    source: { type: "s3", connectionName: "c", inputSchema: [] },
  } as const;
  await createJob(transport, { body: { ...body, source: { ...body.source, inputSchema: [] } } });
  expect(requests).toEqual([{ operation: "createJob", method: "POST", path: "/v1/projects/p%2F1/jobs", body }]);
});

test("values in a path are encoded", async () => {
  const { transport, requests } = recorder();
  await getTable(transport, { tableName: "a/b c?ü%" });
  expect(requests).toEqual([
    {
      operation: "getTable",
      method: "GET",
      path: "/v1/projects/p%2F1/tables/a%2Fb%20c%3F%C3%BC%25",
      input: { tableName: "a/b c?ü%" },
    },
  ]);
});

test.each(["", ".", ".."])("%j is refused in a path", (name) => {
  const { transport, requests } = recorder();
  expect(() => deleteConnection(transport, { name })).toThrow(
    `invalid name: expected a text that is valid in a path, received ${JSON.stringify(name)}`,
  );
  expect(requests).toEqual([]);
});

test("lists are repeated and absent values left out", async () => {
  const { transport, requests } = recorder();
  await listJobs(transport, {
    executionStatus: ["running", "pending"],
    paginationLimit: 5,
    searchString: "a&b",
    sortOrder: undefined,
    type: [],
  });
  await listJobs(transport);
  expect(requests.map(({ query }) => query?.split("&").sort())).toEqual([
    ["executionStatus=pending", "executionStatus=running", "paginationLimit=5", "searchString=a%26b"],
    undefined,
  ]);
});

test("an operation without parameters takes the transport alone", async () => {
  const { transport, requests } = recorder();
  expect(await listConnections(transport)).toEqual({ values: [] });
  expect(requests).toEqual([{ operation: "listConnections", method: "GET", path: "/v1/projects/p%2F1/connections" }]);
});

test("the table names every operation, its path and what goes in and out", () => {
  expect(
    Object.entries(operations).map(([id, { method, path, status }]) => `${id}: ${method} ${path} ${status}`),
  ).toMatchInlineSnapshot(`
    [
      "getApiKeyInfo: GET /v1/apikeyinfo 200",
      "listProjects: GET /v1/projects 200",
      "createProject: POST /v1/projects 202",
      "getProject: GET /v1/projects/{id} 200",
      "deleteProject: DELETE /v1/projects/{id} 202",
      "updateProject: PATCH /v1/projects/{id} 202",
      "listConnections: GET /v1/projects/{projectId}/connections 200",
      "createConnection: POST /v1/projects/{projectId}/connections 201",
      "getConnection: GET /v1/projects/{projectId}/connections/{name} 200",
      "deleteConnection: DELETE /v1/projects/{projectId}/connections/{name} 200",
      "updateConnection: PATCH /v1/projects/{projectId}/connections/{name} 200",
      "testConnection: POST /v1/projects/{projectId}/connections/{name}/test 200",
      "getConnectionsMeta: GET /v1/projects/{projectId}/connectionsMeta 200",
      "pushEvents: POST /v1/projects/{projectId}/events/{connectionName} 200",
      "listFiles: GET /v1/projects/{projectId}/files 200",
      "uploadFile: POST /v1/projects/{projectId}/files 201",
      "getFile: GET /v1/projects/{projectId}/files/{name} 200",
      "deleteFile: DELETE /v1/projects/{projectId}/files/{name} 204",
      "listJobs: GET /v1/projects/{projectId}/jobs 200",
      "createJob: POST /v1/projects/{projectId}/jobs 201",
      "getJob: GET /v1/projects/{projectId}/jobs/{jobId} 200",
      "updateJob: PUT /v1/projects/{projectId}/jobs/{jobId} 200",
      "getJobLogs: GET /v1/projects/{projectId}/jobs/{jobId}/logs 200",
      "getJobMetrics: GET /v1/projects/{projectId}/jobs/{jobId}/metrics 200",
      "getJobProgress: GET /v1/projects/{projectId}/jobs/{jobId}/progress 200",
      "resetJob: POST /v1/projects/{projectId}/jobs/{jobId}/reset 200",
      "getJobStatus: GET /v1/projects/{projectId}/jobs/{jobId}/status 200",
      "updateJobStatus: POST /v1/projects/{projectId}/jobs/{jobId}/status 200",
      "listLookups: GET /v1/projects/{projectId}/lookups 200",
      "createLookup: POST /v1/projects/{projectId}/lookups 201",
      "getLookup: GET /v1/projects/{projectId}/lookups/{lookupName} 200",
      "updateLookup: POST /v1/projects/{projectId}/lookups/{lookupName} 200",
      "deleteLookup: DELETE /v1/projects/{projectId}/lookups/{lookupName} 200",
      "listLookupAliases: GET /v1/projects/{projectId}/lookups/{lookupName}/aliases 200",
      "updateLookupAliases: PUT /v1/projects/{projectId}/lookups/{lookupName}/aliases 200",
      "querySql: POST /v1/projects/{projectId}/query/sql 200",
      "createSqlStatement: POST /v1/projects/{projectId}/query/sql/statements 200",
      "getSqlStatement: GET /v1/projects/{projectId}/query/sql/statements/{queryId} 200",
      "cancelSqlStatement: DELETE /v1/projects/{projectId}/query/sql/statements/{queryId} 200",
      "getSqlStatementResults: GET /v1/projects/{projectId}/query/sql/statements/{queryId}/results 200",
      "listTables: GET /v1/projects/{projectId}/tables 200",
      "createTable: POST /v1/projects/{projectId}/tables 201",
      "getTable: GET /v1/projects/{projectId}/tables/{tableName} 200",
      "updateTable: PUT /v1/projects/{projectId}/tables/{tableName} 200",
      "listUnusedSegments: GET /v1/projects/{projectId}/tables/{tableName}/unusedSegments 200",
    ]
  `);
  expect(operations.createJob).toMatchObject({
    id: "createJob",
    method: "POST",
    path: "/v1/projects/{projectId}/jobs",
    tag: "jobs",
    status: 201,
    secured: true,
    request: "CreateJobRequest",
    response: "JobResponse",
    errors: { "404": "ErrorResponse" },
  });
});
