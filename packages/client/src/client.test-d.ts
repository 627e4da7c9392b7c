import { expectTypeOf, test } from "vitest";
import {
  type Client,
  type ConnectionListResponse,
  createClient,
  createJob,
  getJobStatus,
  type JobExecutionStatus,
  type JobResponse,
  listConnections,
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

test("credentials are a key or a token, one of them", () => {
  createClient({ url: "http://host", projectId: "p", token: "jwt" });
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
