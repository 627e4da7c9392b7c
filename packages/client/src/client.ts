import type { FileMetadata, JobSummaryResponse } from "@starfix/schema";
import {
  type ApiKeysGroup,
  apiKeysGroup,
  type CallOptions,
  type ConnectionsGroup,
  connectionsGroup,
  type EventsGroup,
  eventsGroup,
  type FilesGroup,
  filesGroup,
  type JobsGroup,
  jobsGroup,
  type ListFilesInput,
  type ListJobsInput,
  type LookupsGroup,
  lookupsGroup,
  type ProjectsGroup,
  projectsGroup,
  type QueryGroup,
  queryGroup,
  type TablesGroup,
  tablesGroup,
  type UploadFileInput,
} from "@starfix/schema/operations";
import { eachFile, eachJob } from "./pages.ts";
import {
  type QueryOptions,
  queryArrays,
  queryCsv,
  queryRows,
  type SqlStatement,
  streamArrays,
  streamRows,
} from "./query-rows.ts";
import {
  type ClientOptions,
  type ClientTransport,
  createTransport,
  type WithOptions,
  withChanges,
} from "./transport.ts";
import { type UploadInput, upload } from "./upload.ts";
import { type FinishedJob, type WaitForJobOptions, waitForJob } from "./wait-for-job.ts";

/** The operations of jobs, and helpers that combine them. */
export interface JobsClient extends JobsGroup {
  /**
   * Waits until a job has completed, like {@link waitForJob}.
   *
   * @throws JobFailedError if the job failed or was canceled.
   *
   * @example
   * const { totals } = await client.jobs.wait(id, { onProgress: ({ share }) => console.log(share) });
   * // => { "numRowsProcessed": 200000, "numRowsPersisted": 5000, … }
   */
  wait(jobId: string, options?: WaitForJobOptions): Promise<FinishedJob>;
  /**
   * Iterates over all matching jobs, page by page, like {@link eachJob}.
   *
   * @example
   * for await (const { id } of client.jobs.each({ executionStatus: ["running"] })) console.log(id);
   * // => 674f3355-7e17-4158-8f53-de3d5b4ee7c4 …
   */
  each(input?: ListJobsInput, options?: CallOptions): AsyncGenerator<JobSummaryResponse, void, undefined>;
}

/** The operations of files, and helpers that combine them. */
export interface FilesClient extends FilesGroup {
  /**
   * Uploads bytes, a text or a stream, like {@link upload}.
   *
   * @example
   * await client.files.upload({ name: "koalas.csv", data: "city\nSydney\n" });
   * // => { "name": "koalas.csv", "sizeBytes": 12, … }
   */
  upload(input: UploadInput, options?: CallOptions): Promise<FileMetadata>;
  /** Uploads a file with the request body of the contract. */
  upload(input: UploadFileInput, options?: CallOptions): Promise<FileMetadata>;
  /**
   * Iterates over all matching uploaded files, page by page, like {@link eachFile}.
   *
   * @example
   * for await (const { name } of client.files.each()) console.log(name);
   * // => koalas.json.gz …
   */
  each(input?: ListFilesInput, options?: CallOptions): AsyncGenerator<FileMetadata, void, undefined>;
}

/** The operations of queries, and helpers that return rows. */
export interface QueryClient extends QueryGroup {
  /**
   * Runs a query and returns its rows as objects, like {@link queryRows}.
   *
   * @example
   * await client.query.rows<{ n: number }>('SELECT COUNT(*) AS "n" FROM "Koalas"');
   * // => [{ "n": 5000 }]
   */
  rows<TRow = Record<string, unknown>>(sql: SqlStatement, options?: QueryOptions<TRow>): Promise<TRow[]>;
  /**
   * Runs a query and returns its rows as arrays, like {@link queryArrays}.
   *
   * @example
   * await client.query.arrays<[n: number]>('SELECT COUNT(*) FROM "Koalas"');
   * // => [[5000]]
   */
  arrays<TRow = unknown[]>(sql: SqlStatement, options?: QueryOptions<TRow>): Promise<TRow[]>;
  /**
   * Runs a query and yields its rows as objects, like {@link streamRows}.
   *
   * @example
   * for await (const { city } of client.query.stream<{ city: string }>('SELECT "city" FROM "Koalas"')) console.log(city);
   * // => Sydney …
   */
  stream<TRow = Record<string, unknown>>(
    sql: SqlStatement,
    options?: QueryOptions<TRow>,
  ): AsyncGenerator<TRow, void, undefined>;
  /**
   * Runs a query and yields its rows as arrays, like {@link streamArrays}.
   *
   * @example
   * for await (const [city] of client.query.streamArrays<[string]>('SELECT "city" FROM "Koalas"')) console.log(city);
   * // => Sydney …
   */
  streamArrays<TRow = unknown[]>(
    sql: SqlStatement,
    options?: QueryOptions<TRow>,
  ): AsyncGenerator<TRow, void, undefined>;
  /**
   * Runs a query and returns the result as CSV, like {@link queryCsv}.
   *
   * @example
   * await client.query.csv('SELECT COUNT(*) AS "n" FROM "Koalas"');
   * // => "n\n5000\n"
   */
  csv(sql: SqlStatement, options?: CallOptions): Promise<string>;
}

/** A client of one project with all operations of the contract, grouped. */
export interface Client extends ClientTransport {
  readonly apiKeys: ApiKeysGroup;
  readonly connections: ConnectionsGroup;
  readonly events: EventsGroup;
  readonly files: FilesClient;
  readonly jobs: JobsClient;
  readonly lookups: LookupsGroup;
  readonly projects: ProjectsGroup;
  readonly query: QueryClient;
  readonly tables: TablesGroup;
  /**
   * A copy with other options. Absent options are kept, and all signals apply.
   *
   * @example
   * const patient = client.with({ timeout: 300_000 });
   */
  with(options: WithOptions): Client;
}

/**
 * Creates a client for one project with all operations. Nothing is sent before the first call.
 *
 * Idempotent requests (GET, PUT, DELETE) are retried after connection errors, 408, 429, 502, 503 and 504; POST and
 * PATCH never are. Redirects are followed for GET requests, and an error for others.
 *
 * @throws TypeError for an invalid URL, project id, key or header; the key is not shown.
 *
 * @example
 * const client = createClient({ url: "http://127.0.0.1:8888", projectId, apiKey });
 * const { values } = await client.connections.list();
 * // => [{ "type": "s3", "name": "demo-conn", … }]
 */
export function createClient(options: ClientOptions): Client {
  const transport = createTransport(options);
  return Object.freeze({
    ...transport,
    with: (changes: WithOptions) => createClient(withChanges(options, changes)),
    apiKeys: apiKeysGroup(transport),
    connections: connectionsGroup(transport),
    events: eventsGroup(transport),
    files: filesClient(transport),
    jobs: jobsClient(transport),
    lookups: lookupsGroup(transport),
    projects: projectsGroup(transport),
    query: queryClient(transport),
    tables: tablesGroup(transport),
  });
}

function jobsClient(transport: ClientTransport): JobsClient {
  return {
    ...jobsGroup(transport),
    wait: (jobId, options) => waitForJob(transport, jobId, options),
    each: (input, options) => eachJob(transport, input, options),
  };
}

function filesClient(transport: ClientTransport): FilesClient {
  const group = filesGroup(transport);
  return {
    ...group,
    upload: (input: UploadInput | UploadFileInput, options?: CallOptions) =>
      "body" in input ? group.upload(input, options) : upload(transport, input, options),
    each: (input, options) => eachFile(transport, input, options),
  };
}

function queryClient(transport: ClientTransport): QueryClient {
  return {
    ...queryGroup(transport),
    rows: (sql, options) => queryRows(transport, sql, options),
    arrays: (sql, options) => queryArrays(transport, sql, options),
    stream: (sql, options) => streamRows(transport, sql, options),
    streamArrays: (sql, options) => streamArrays(transport, sql, options),
    csv: (sql, options) => queryCsv(transport, sql, options),
  };
}
