import { expect } from "vitest";
import {
  ConnectionLostError,
  clientCredentials,
  createClient,
  isConflict,
  NetworkError,
  type PolarisError,
} from "../index.ts";
import { ValidationError, validation } from "../validation.ts";
import { sendJson } from "./fake-service.ts";
import { answering, type Fault, KEY, KOALAS, thrownBy } from "./faults.ts";

const table = {
  type: "detail",
  name: "Koalas",
  version: 3,
  partitioningGranularity: "day",
  schema: [{ name: "__time", dataType: "timestamp", later: null }],
  later: { added: [1, null] },
};

/** Faults in what is sent: how often, to whom, and what. */
export const faultsOfRequests: readonly Fault[] = [
  {
    of: "SDK",
    fault: "a POST is sent again, up to three times, after 500, 503 and 504: a job that was taken runs four times",
    ours: "a POST is sent once, whatever the status: a 503 after the effect leaves one job",
    scenario: (_request, response, nth) =>
      sendJson(response, [500, 503, 504][nth - 1] ?? 503, { message: "overloaded" }),
    async check({ client, received }) {
      for (const status of [500, 503, 504])
        expect(await thrownBy(client().jobs.create({ body: KOALAS }))).toMatchObject({ status });
      expect(received()).toHaveLength(3);
    },
  },
  {
    of: "SDK",
    fault: "`Retry-After` makes it send a POST again, after 400 and 409 too",
    ours: "Retry-After on a POST changes nothing: it is sent once",
    scenario: (_request, response, nth) =>
      sendJson(response, [400, 409, 429, 503][nth - 1] ?? 500, {}, { "retry-after": "0" }),
    async check({ client, received }) {
      for (const status of [400, 409, 429, 503])
        expect(await thrownBy(client().jobs.create({ body: KOALAS }))).toMatchObject({ status });
      expect(received()).toHaveLength(4);
    },
  },
  {
    of: "SDK",
    fault: "an error of the connection does not say whether the request was taken",
    ours: "a connection that is lost after sending is a ConnectionLostError, and the POST is sent once",
    scenario: (_request, response) => void response.socket?.destroy(),
    async check({ client, received }) {
      expect(await thrownBy(client().jobs.create({ body: KOALAS }))).toBeInstanceOf(ConnectionLostError);
      expect(received()).toHaveLength(1);
    },
  },
  {
    of: "SDK",
    fault: "a POST that was refused a connection is sent again without a word",
    ours: "a POST that could not be sent is an error at once, which says that sending it again is safe",
    async check({ service }) {
      let sent = 0;
      const client = createClient({
        url: service.deadUrl,
        projectId: "p1",
        apiKey: KEY,
        fetch: (url, init) => {
          sent++;
          return fetch(url, init);
        },
      });
      const error = await thrownBy(client.jobs.create({ body: KOALAS }));
      expect(error).toBeInstanceOf(NetworkError);
      expect(error).not.toBeInstanceOf(ConnectionLostError);
      expect(sent).toBe(1);
    },
  },
  {
    of: "SDK",
    fault: "the first further try follows at once, the waits are the same for everybody",
    ours: "further tries wait from the first on, longer each time, and at random",
    scenario: (_request, response, nth) => sendJson(response, nth % 4 === 0 ? 200 : 503, { values: [] }),
    async check({ client }) {
      const delays: number[] = [];
      const hooks = { onRetry: ({ delay }: { readonly delay: number }) => delays.push(delay) };
      for (let call = 0; call < 3; call++) await client({ hooks, retry: { delay: 4 } }).jobs.list();
      for (const [index, delay] of delays.entries()) {
        const full = 4 * 2 ** (index % 3);
        expect(delay).toBeGreaterThanOrEqual(full / 2);
        expect(delay).toBeLessThanOrEqual(full);
      }
      expect(new Set(delays).size).toBeGreaterThan(3);
    },
  },
  {
    of: "SDK",
    fault: "one timeout of 120 s is for all tries together, so that a slow one leaves nothing to the next",
    ours: "each try has the whole timeout",
    scenario: (_request, response, nth) =>
      void setTimeout(() => sendJson(response, nth < 3 ? 503 : 200, { values: [] }), 300),
    async check({ client, received }) {
      await expect(client({ timeout: 700 }).jobs.list()).resolves.toEqual({ values: [] });
      expect(received()).toHaveLength(3);
    },
  },
  {
    of: "SDK",
    fault: "a redirected POST (307, 308) is sent on within the host, with the key",
    ours: "a redirected POST is an error that names the new place",
    scenario: (_request, response) => void response.writeHead(308, { location: "https://other.example.com/" }).end(),
    async check({ client }) {
      expect(String(await thrownBy(client().jobs.create({ body: KOALAS })))).toContain(
        "redirected to https://other.example.com/",
      );
    },
  },
  {
    of: "SDK",
    fault: "defaults go out that nobody gave: `maxParseExceptions`, `replaceAll`, `version: 0` …",
    ours: "a body is what the caller gave and nothing else",
    scenario: answering(201, {}),
    async check({ client, received, server }) {
      await client().jobs.create({ body: KOALAS });
      expect(JSON.parse(received()[0]?.body ?? "")).toEqual(KOALAS);
      const { id } = await server().jobs.create({ body: KOALAS });
      expect((await server().jobs.get({ jobId: id })).spec).toEqual(KOALAS);
      await server().jobs.wait(id, { interval: 5 });
    },
  },
  {
    of: "SDK",
    fault: "members that it does not know vanish from a body, and `formatSettings` of the format `regex` become `{}`",
    ours: "members that are not known are sent as they are given",
    scenario: answering(201, {}),
    async check({ client, received }) {
      // Newer than the contract, so newer than its types.
      const body = { ...KOALAS, later: { format: "regex", pattern: "(.*)" } };
      await client().jobs.create({ body });
      expect(JSON.parse(received()[0]?.body ?? "")).toEqual(body);
    },
  },
  {
    of: "SDK",
    fault: "a table that is read and sent back has lost its unknown members and its nulls",
    ours: "a table that is read can be sent back as it is",
    scenario: answering(200, table),
    async check({ client, received }) {
      const found = await client().tables.get({ tableName: "Koalas" });
      await client().tables.update({ tableName: "Koalas", body: found as never });
      expect(JSON.parse(received()[1]?.body ?? "")).toEqual(table);
    },
  },
  {
    of: "SDK",
    fault: "nothing is checked before it is sent: a missing bucket, a limit of 5000",
    ours: "types refuse what the contract refuses, and validation() does before it is sent",
    async check({ client, received }) {
      const checked = client({ validation: validation() });
      // @ts-expect-error the bucket is missing
      const error = await thrownBy(checked.connections.create({ body: { type: "s3", name: "c", awsEndpoint: "e" } }));
      expect(error).toBeInstanceOf(ValidationError);
      expect(await thrownBy(checked.jobs.list({ paginationLimit: 5000 }))).toBeInstanceOf(ValidationError);
      expect(received()).toEqual([]);
    },
  },
  {
    of: "SDK",
    fault: "an endpoint that holds `/v1/projects/ID` has it twice in every address",
    ours: "a URL that holds the project is refused by name",
    async check({ client }) {
      expect(() => client({ url: "http://host/v1/projects/p1" })).toThrow("the project goes into projectId");
    },
  },
  {
    of: "SDK",
    fault: "the key goes out in base64url, which is another text than base64 for some keys; the CLI sends it raw",
    ours: "the key goes out as HTTP Basic has it",
    scenario: answering(200, { values: [] }),
    async check({ client, received, server }) {
      await client().jobs.list();
      const encoded = Buffer.from(`${KEY}:`).toString("base64");
      expect(encoded).not.toBe(Buffer.from(`${KEY}:`).toString("base64url"));
      expect(received()[0]?.headers.authorization).toBe(`Basic ${encoded}`);
      await expect(server().connections.list()).resolves.toHaveProperty("values");
      expect(await thrownBy(server({ apiKey: "pok_other" }).connections.list())).toMatchObject({ status: 401 });
    },
  },
  {
    of: "CLI",
    fault: "only https, to a host that is pasted together from an option",
    ours: "any origin is taken, with a path in front, and what is none is refused",
    scenario: answering(200, { values: [] }),
    async check({ client, received, service }) {
      await client().jobs.list();
      expect(received()[0]?.path).toBe("/v1/projects/p1/jobs");
      for (const url of ["127.0.0.1:80/x?y=", "ftp://host", `${service.url}/?a=`]) {
        expect(() => client({ url })).toThrow("invalid url");
      }
    },
  },
  {
    of: "CLI",
    fault: "paths have no project, which the service does not know any more",
    ours: "every path of a project holds it, encoded",
    scenario: answering(200, { values: [] }),
    async check({ client, received }) {
      await client({ projectId: "a/b" }).tables.list();
      expect(received()[0]?.path).toBe("/v1/projects/a%2Fb/tables");
    },
  },
  {
    of: "CLI",
    fault: "`-a basic -k KEY` still asks for a token",
    ours: "credentials are a key or a token, and never both",
    async check({ client }) {
      expect(() => client({ token: "jwt" } as never)).toThrow("expected apiKey or token, received both");
    },
  },
  {
    of: "CLI",
    fault: "the address for tokens has a placeholder left in it, so that OAuth cannot work",
    ours: "OAuth asks the address that it is given, and renews its token",
    scenario: ({ path, headers }, response, nth) => {
      if (path === "/token") return sendJson(response, 200, { access_token: `t${nth}`, expires_in: 300 });
      if (headers.authorization === "Bearer t1") return sendJson(response, 401, {});
      sendJson(response, 200, { values: [] });
    },
    async check({ client, received }) {
      const tokenUrl = `${client().url}/token`;
      const token = clientCredentials({ tokenUrl, clientId: "ingest", clientSecret: "s3cret" });
      await expect(client({ apiKey: undefined, token } as never).jobs.list()).resolves.toEqual({ values: [] });
      expect(received().map(({ path, headers }) => headers.authorization ?? path)).toEqual([
        "/token",
        "Bearer t1",
        "/token",
        "Bearer t3",
      ]);
    },
  },
  {
    of: "CLI",
    fault: "the part of an upload is called `bin`, its charset is ISO-8859-1",
    ours: "the part of an upload is called file, and its name is UTF-8 with its slashes",
    scenario: answering(201, {}),
    async check({ client, received }) {
      await client().files.upload({ name: "2026/köln.csv", data: "a\n" });
      expect(received()[0]?.body).toContain('name="file"; filename="2026/köln.csv"');
      expect(received()[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    },
  },
  {
    of: "SDK",
    fault: "a PUT is sent again after a lost answer, and one of a table may then conflict with itself",
    ours: "a PUT that conflicts after an answer was lost says so in its cause",
    scenario: (_request, response, nth) =>
      nth === 1
        ? void response.socket?.destroy()
        : sendJson(response, 409, { code: "StateConflict", message: "stale" }),
    async check({ client }) {
      const error = await thrownBy(client().tables.update({ tableName: "Koalas", body: table as never }));
      expect(isConflict(error)).toBe(true);
      expect((error as PolarisError).cause).toBeInstanceOf(ConnectionLostError);
    },
  },
];
