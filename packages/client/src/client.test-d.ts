import { expectTypeOf, test } from "vitest";
import {
  type Client,
  type ConnectionListResponse,
  createClient,
  createJob,
  getJobStatus,
  isNotFound,
  type JobExecutionStatus,
  type JobResponse,
  listConnections,
  type PolarisError,
  type Transport,
  waitForJob,
} from "./index.ts";

const client = createClient({ url: "http://host", projectId: "p", apiKey: "pok_a" });

test("operations take a client and give the answers of the contract", () => {
  expectTypeOf(client).toEqualTypeOf<Client>();
  expectTypeOf(client).toExtend<Transport>();
  expectTypeOf(listConnections(client)).resolves.toEqualTypeOf<ConnectionListResponse>();
  expectTypeOf(getJobStatus(client, { jobId: "1" }))
    .resolves.toHaveProperty("executionStatus")
    .toEqualTypeOf<JobExecutionStatus>();
  expectTypeOf(waitForJob(client, "1")).resolves.toHaveProperty("job").toEqualTypeOf<JobResponse>();
});

test("groups give the answers of the contract, and take the options of a call", () => {
  expectTypeOf(client.connections.list()).resolves.toEqualTypeOf<ConnectionListResponse>();
  expectTypeOf(client.jobs.wait("1")).resolves.toHaveProperty("job").toEqualTypeOf<JobResponse>();
  expectTypeOf(client.with({ timeout: 5 })).toEqualTypeOf<Client>();
  client.jobs.get(
    { jobId: "1" },
    { signal: AbortSignal.timeout(5), timeout: 5, retry: false, headers: { "x-a": "b" } },
  );
  // @ts-expect-error tries are of the client
  client.jobs.get({ jobId: "1" }, { retry: { tries: 9 } });
  // @ts-expect-error no id
  client.jobs.get({});
  // @ts-expect-error no such operation
  client.jobs.delete({ jobId: "1" });
});

test("rows have the type that is said, or that their reader gives", () => {
  expectTypeOf(client.query.rows("SELECT 1")).resolves.toEqualTypeOf<Record<string, unknown>[]>();
  expectTypeOf(client.query.rows("SELECT 1", { row: Number })).resolves.toEqualTypeOf<number[]>();
  expectTypeOf(client.query.streamArrays<[string]>("SELECT 1")).toEqualTypeOf<
    AsyncGenerator<[string], void, undefined>
  >();
  // @ts-expect-error the format is the function's
  client.query.rows({ query: "SELECT 1", resultFormat: "csv" });
});

test("a guard says what an error is", () => {
  const error: unknown = undefined;
  if (isNotFound(error)) expectTypeOf(error).toEqualTypeOf<PolarisError>();
  // @ts-expect-error anything may be thrown
  error.status;
});

test("a file is bytes with a name, or the form of the contract", () => {
  client.files.upload({ name: "a", data: new Blob([]) });
  client.files.upload({ body: { file: new Blob([]) } });
  // @ts-expect-error no name
  client.files.upload({ data: "a" });
});

test("credentials are a key or a token, one of them", () => {
  createClient({ url: "http://host", projectId: "p", token: "jwt" });
  createClient({ url: "http://host", projectId: "p", token: () => "jwt" });
  // @ts-expect-error neither
  createClient({ url: "http://host", projectId: "p" });
  // @ts-expect-error both
  createClient({ url: "http://host", projectId: "p", token: "jwt", apiKey: "pok_a" });
});

test("a body that does not fit the contract is refused where it stands", () => {
  createJob(client, {
    body: {
      type: "batch",
      target: { type: "table", tableName: "Koalas" },
      // @ts-expect-error a misspelt member
      source: { type: "s3", conectionName: "demo-conn", inputSchema: [] },
    },
  });
  // @ts-expect-error no body
  createJob(client, {});
  // @ts-expect-error no id
  getJobStatus(client, {});
});

test("a call cannot change who calls", () => {
  client.with({ timeout: 1_000, retry: false });
  // @ts-expect-error the key belongs to createClient
  client.with({ apiKey: "pok_b" });
});
