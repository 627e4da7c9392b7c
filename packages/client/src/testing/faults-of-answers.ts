import { expect } from "vitest";
import { createClient, isNotFound, type JobResponse, PolarisError, parseTimestamp } from "../index.ts";
import { sendJson } from "./fake-service.ts";
import { answering, type Fault, KOALAS, saying, thrownBy } from "./faults.ts";

const CONNECTION = { type: "s3", bucket: "demo-bucket", awsEndpoint: "s3.us-east-1.amazonaws.com" } as const;
const ROLE = { awsAssumedRoleArn: "arn:aws:iam::012345678901:role/demo-role" } as const;
const SQL = 'SELECT "city", COUNT(*) AS "n" FROM "Koalas" GROUP BY 1 ORDER BY 1';

/** Faults in what is made of an answer. */
export const faultsOfAnswers: readonly Fault[] = [
  {
    of: "SDK",
    fault:
      "a success with another status than the one it knows is raised: 200 for a created connection, as the guide has it",
    ours: "every 2xx is a success: 200, 201, 202",
    scenario: (_request, response, nth) => sendJson(response, [200, 201, 202][nth - 1] ?? 500, { name: "demo" }),
    async check({ client, server }) {
      const body = { ...CONNECTION, ...ROLE, name: "demo" };
      for (let call = 0; call < 3; call++)
        await expect(client().connections.create({ body })).resolves.toEqual({ name: "demo" });
      await expect(server().connections.create({ body })).resolves.toMatchObject({ name: "demo" });
    },
  },
  {
    of: "SDK",
    fault: "204 for a deleted connection is raised, and so is 200 for a deleted file",
    ours: "a deletion may be answered with or without a body",
    scenario: (_request, response, nth) => void response.writeHead([204, 200][nth - 1] ?? 500).end(),
    async check({ client, server }) {
      await expect(client().connections.delete({ name: "demo" })).resolves.toBeUndefined();
      await expect(client().files.delete({ name: "demo" })).resolves.toBeUndefined();
      await server().connections.create({ body: { ...CONNECTION, ...ROLE, name: "gone" } });
      await expect(server().connections.delete({ name: "gone" })).resolves.toBeUndefined();
      expect(isNotFound(await thrownBy(server().connections.get({ name: "gone" })))).toBe(true);
    },
  },
  {
    of: "SDK",
    fault: "`{}` after a test of a connection comes back as an error without a text",
    ours: "a test of a connection is good when its status is",
    scenario: (_request, response, nth) =>
      nth === 1
        ? sendJson(response, 200, {})
        : sendJson(response, 400, { code: "ConnectionTestFailed", message: "no" }),
    async check({ client }) {
      await expect(client().connections.test({ name: "demo" })).resolves.toEqual({});
      expect(await thrownBy(client().connections.test({ name: "demo" }))).toMatchObject({
        code: "ConnectionTestFailed",
      });
    },
  },
  {
    of: "SDK",
    fault: "400 and 404 are returned like an answer, and not raised",
    ours: "what is no success is thrown",
    scenario: answering(404, { code: "ObjectNotFound", message: "no such job" }),
    async check({ client, server }) {
      const jobId = "674f3355-7e17-4158-8f53-de3d5b4ee7c4";
      expect(await thrownBy(client().jobs.get({ jobId }))).toMatchObject({ status: 404, code: "ObjectNotFound" });
      expect(isNotFound(await thrownBy(server().jobs.get({ jobId })))).toBe(true);
      const body = { ...KOALAS, target: { type: "table", tableName: "" } } as const;
      const error = await thrownBy(server().jobs.create({ body }));
      expect(error).toMatchObject({ status: 400, details: [{ target: "/target/tableName" }] });
    },
  },
  {
    of: "SDK",
    fault: "of an error in the wrapped form the code is lost",
    ours: "flat, wrapped and SQL errors are one class with status, code, message and details",
    scenario: (_request, response, nth) =>
      sendJson(
        response,
        400,
        [
          { code: "A", message: "m", details: [{ message: "d", target: "/x" }] },
          { error: { code: "A", message: "m" } },
          { error: "druidException", errorCode: "A", errorMessage: "m", persona: "USER", category: "INVALID_INPUT" },
          { taskId: "t", state: "FAILED", error: { errorCode: "A", errorMessage: "m" } },
        ][nth - 1],
        { "x-request-id": `r-${nth}` },
      ),
    async check({ client, server }) {
      for (let call = 1; call <= 4; call++) {
        const error = await thrownBy(client().query.rows("SELECT 1"));
        expect(error).toBeInstanceOf(PolarisError);
        expect(error).toMatchObject({ status: 400, code: "A", requestId: `r-${call}` });
        expect(String(error)).toMatch(/answered 400 A: m/);
      }
      const error = await thrownBy(server().query.rows('SELECT * FROM "Nowhere"'));
      expect(error).toMatchObject({ status: 400, code: expect.any(String) });
      expect(String(error)).toContain("Nowhere");
    },
  },
  {
    of: "SDK",
    fault: "an error page of a gateway raises a DeserializationError without its status",
    ours: "a page of HTML is an error with its status and its title",
    scenario: saying(502, "text/html", "<!doctype html><title>502 Bad Gateway</title>"),
    async check({ client }) {
      const error = await thrownBy(client({ retry: false }).jobs.list());
      expect(error).toMatchObject({ status: 502, message: "GET /v1/projects/p1/jobs answered 502: 502 Bad Gateway" });
    },
  },
  {
    of: "SDK",
    fault: "an empty 404 is returned as None, which looks like an answer",
    ours: "an empty 404 is an error",
    scenario: saying(404, "", ""),
    async check({ client }) {
      const error = await thrownBy(client().tables.get({ tableName: "Koalas" }));
      expect(isNotFound(error)).toBe(true);
      expect(String(error)).toContain("answered 404: Not Found");
    },
  },
  {
    of: "SDK",
    fault: "events that were refused with 400, 404 or 429 are lost in silence",
    ours: "events that were refused are an error, and are sent once",
    scenario: (_request, response, nth) =>
      sendJson(response, [400, 404, 429][nth - 1] ?? 500, {}, { "retry-after": "0" }),
    async check({ client, received }) {
      for (const status of [400, 404, 429]) {
        expect(await thrownBy(client().events.push({ connectionName: "c", body: "{}\n" }))).toMatchObject({ status });
      }
      expect(received()).toHaveLength(3);
    },
  },
  {
    of: "SDK",
    fault: "where a created resource is (`Location`) shows in a callback of its inside only",
    ours: "a hook sees the headers of every answer, Location among them",
    scenario: answering(201, { id: "1" }, { location: "/v1/projects/p1/jobs/1" }),
    async check({ client, server }) {
      const seen: (string | undefined)[] = [];
      const hooks = {
        onResponse: ({ headers }: { readonly headers: Readonly<Record<string, string>> }) =>
          seen.push(headers.location),
      };
      await client({ hooks }).jobs.create({ body: KOALAS });
      const { id } = await server({ hooks }).jobs.create({ body: KOALAS });
      expect(seen).toEqual(["/v1/projects/p1/jobs/1", expect.stringContaining(id)]);
      await server().jobs.wait(id, { interval: 5 });
    },
  },
  {
    of: "SDK",
    fault: "fields that it does not know move to `additional_properties`",
    ours: "unknown fields stay where they stand",
    scenario: answering(200, { id: "1", later: { deep: [1, null] }, target: { type: "table", tier: "hot" } }),
    async check({ client }) {
      const job: object = await client().jobs.get({ jobId: "1" });
      expect(job).toEqual({ id: "1", later: { deep: [1, null] }, target: { type: "table", tier: "hot" } });
    },
  },
  {
    of: "SDK",
    fault:
      "a value that is not in its table loses its kind: health `warn` comes with status None, a new `type` with type None",
    ours: "unknown and known values of an enum stay as they came",
    scenario: answering(200, {
      type: "iceberg",
      health: { status: "warn", code: "c" },
      executionStatus: "hibernating",
    }),
    async check({ client }) {
      const job: JobResponse = await client().jobs.get({ jobId: "1" });
      expect(job).toEqual({ type: "iceberg", health: { status: "warn", code: "c" }, executionStatus: "hibernating" });
    },
  },
  {
    of: "SDK",
    fault: "a null becomes None like a member that is missing, a bare list raises",
    ours: "nulls and shapes stay as they came",
    scenario: (_request, response, nth) => sendJson(response, 200, nth === 1 ? { values: null } : [{ id: "1" }]),
    async check({ client }) {
      const [first, second]: readonly unknown[] = [await client().jobs.list(), await client().jobs.list()];
      expect([first, second]).toEqual([{ values: null }, [{ id: "1" }]]);
    },
  },
  {
    of: "SDK",
    fault: "timestamps lose digits, those without a zone become local ones, others raise",
    ours: "timestamps stay the text that came; parseTimestamp reads one without a zone as UTC",
    scenario: answering(200, { createdTimestamp: "2022-10-27T21:04:03.123456789" }),
    async check({ client, server }) {
      const { createdTimestamp = "" } = (await client().jobs.get({ jobId: "1" })) as { createdTimestamp?: string };
      expect(createdTimestamp).toBe("2022-10-27T21:04:03.123456789");
      expect(parseTimestamp(createdTimestamp).toISOString()).toBe("2022-10-27T21:04:03.123Z");
      const { values } = await server().connections.list();
      const age = Date.now() - parseTimestamp(values[0]?.submittedOnTimestamp ?? "").getTime();
      expect(Math.abs(age)).toBeLessThan(600_000);
    },
  },
  {
    of: "SDK",
    fault: "of the formats of a query csv, objectLines and arrayLines raise",
    ours: "every format of a query is read, line formats row by row",
    async check({ server }) {
      const client = server();
      const { id } = await client.jobs.create({ body: { ...KOALAS, target: { type: "table", tableName: "Cities" } } });
      await client.jobs.wait(id, { interval: 5 });
      const sql = SQL.replace("Koalas", "Cities");
      const collect = async (rows: AsyncIterable<unknown>): Promise<unknown[]> => {
        const all: unknown[] = [];
        for await (const row of rows) all.push(row);
        return all;
      };
      const objects = [
        { city: "Perth", n: 1 },
        { city: "Sydney", n: 2 },
      ];
      const arrays = [
        ["Perth", 1],
        ["Sydney", 2],
      ];
      expect(await client.query.rows(sql)).toEqual(objects);
      expect(await client.query.arrays(sql)).toEqual(arrays);
      expect(await collect(client.query.stream(sql))).toEqual(objects);
      expect(await collect(client.query.streamArrays(sql))).toEqual(arrays);
      expect(await client.query.csv(sql)).toBe("city,n\nPerth,1\nSydney,2\n");
    },
  },
  {
    of: "CLI",
    fault: "errors are printed, and the exit status is 0",
    ours: "an error ends the call, and a job that failed ends the waiting for it",
    async check({ server }) {
      const client = server();
      const broken = { ...KOALAS, mappings: [{ columnName: "__time", expression: 'TIME_PARSE("city")' }] };
      const { id } = await client.jobs.create({ body: { ...broken, target: { type: "table", tableName: "Broken" } } });
      expect(await thrownBy(client.jobs.wait(id, { interval: 5 }))).toMatchObject({
        name: "JobFailedError",
        job: { id },
      });
    },
  },
  {
    of: "CLI",
    fault: "connections, dashboards and projects print `Not supported yet`",
    ours: "every operation of the contract is there",
    async check() {
      const client = createClient({ url: "http://host", projectId: "p1", apiKey: "k" });
      for (const group of ["connections", "projects", "lookups"] as const)
        expect(client[group]).toHaveProperty("create");
    },
  },
];
