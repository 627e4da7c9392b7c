import {
  type Client,
  type ClientOptions,
  ConnectionLostError,
  type CreateJobRequest,
  createClient,
  isBadRequest,
  isNotFound,
  isUnavailable,
  NetworkError,
  PolarisError,
} from "../index.ts";

/** Where the checks run. */
export interface ConformanceEnv {
  /** Address of the fake service. */
  readonly url: string;
  /** A port on which nobody listens. */
  readonly deadUrl: string;
  /** Browsers do not tell why nothing came, where a redirect leads, and how far a request has been sent. */
  readonly isBrowser: boolean;
}

/** One check that ran: what was wrong, or nothing. */
export interface ConformanceResult {
  readonly name: string;
  readonly problem?: string;
}

interface Check {
  readonly name: string;
  run(env: ConformanceEnv): Promise<void>;
}

const KEY = "pok_secret";
const BODY: CreateJobRequest = {
  type: "batch",
  target: { type: "table", tableName: "Koalas" },
  source: { type: "s3", connectionName: "c", inputSchema: [] },
};

let runs = 0;

function clientOf(env: ConformanceEnv, scenario: string, options: Partial<ClientOptions> = {}): Client {
  const url = `${env.url}/${scenario}/c${++runs}`;
  return createClient({ url, projectId: "p1", apiKey: KEY, retry: { delay: 1 }, ...options } as ClientOptions);
}

/** What arrived of a client's requests. */
async function received(client: Client): Promise<readonly { readonly headers: Readonly<Record<string, string>> }[]> {
  const { origin, pathname } = new URL(client.url);
  return JSON.parse(await (await fetch(`${origin}/log${pathname}`)).text());
}

async function errorOf(promise: Promise<unknown>): Promise<Error> {
  const result = await promise.then(
    (value) => new Error(`expected an error, received ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (result instanceof Error) return result;
  throw new Error(`expected an Error to be thrown, received ${String(result)}`);
}

function equal(received: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(received), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, received ${a}`);
}

const CHECKS: readonly Check[] = [
  {
    name: "an answer keeps what is not known, and the key is sent as HTTP Basic",
    async run(env) {
      const client = clientOf(env, "list");
      equal(await client.connections.list(), { values: [{ name: "demo-conn", type: "s3", later: [1] }] });
      const [request] = await received(client);
      equal(request?.headers.authorization, `Basic ${btoa(`${KEY}:`)}`);
    },
  },
  {
    name: "a GET is sent again after 503",
    async run(env) {
      const client = clientOf(env, "passing");
      equal(await client.jobs.list(), { values: [] });
      equal((await received(client)).length, 3);
    },
  },
  {
    name: "a POST is sent once, whatever the answer",
    async run(env) {
      const client = clientOf(env, "overloaded");
      equal(isUnavailable(await errorOf(client.jobs.create({ body: BODY }))), true);
      equal((await received(client)).length, 1);
    },
  },
  {
    name: "a POST whose connection broke is sent once and may have been taken",
    async run(env) {
      let sent = 0;
      const counting: ClientOptions["fetch"] = (url, init) => {
        sent++;
        return fetch(url, init);
      };
      const client = clientOf(env, "lost", { fetch: counting });
      equal((await errorOf(client.jobs.create({ body: BODY }))) instanceof ConnectionLostError, true);
      equal(sent, 1);
      // Chromium and Deno themselves repeat what broke on a connection that they had kept open, a POST, too.
      if (!env.isBrowser && !("Deno" in globalThis)) equal((await received(client)).length, 1);
    },
  },
  {
    name: "a connection that is refused was not made",
    async run(env) {
      const client = createClient({ url: env.deadUrl, projectId: "p1", apiKey: KEY, retry: false });
      const error = await errorOf(client.jobs.list());
      equal(error instanceof NetworkError, true);
      // Only some runtimes say why.
      if (error instanceof ConnectionLostError !== env.isBrowser)
        throw new Error(String(error), { cause: error.cause });
    },
  },
  {
    name: "a call ends with its time",
    async run(env) {
      const error = await errorOf(clientOf(env, "silent").jobs.list({}, { timeout: 50 }));
      equal(error.message.includes("no answer within 50 ms"), true);
    },
  },
  {
    name: "a call ends with its signal",
    async run(env) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(new Error("enough")), 20);
      equal((await errorOf(clientOf(env, "silent").jobs.list({}, { signal: stop.signal }))).message, "enough");
    },
  },
  {
    name: "an error has status, code, details and the id of the request",
    async run(env) {
      const error = await errorOf(clientOf(env, "refusal").jobs.create({ body: BODY }));
      if (!(error instanceof PolarisError) || !isBadRequest(error)) throw error;
      equal(
        [error.status, error.code, error.details[0]?.target, error.requestId],
        [400, "BadArgument", "/source", "r-7"],
      );
    },
  },
  {
    name: "an empty 404 and a page of HTML are errors of the service",
    async run(env) {
      equal(isNotFound(await errorOf(clientOf(env, "empty").jobs.get({ jobId: "1" }))), true);
      const page = await errorOf(clientOf(env, "page", { retry: false }).jobs.get({ jobId: "1" }));
      equal(page.message, "GET /v1/projects/p1/jobs/1 answered 502: Bad gateway");
    },
  },
  {
    name: "a redirected POST is an error",
    async run(env) {
      const { message } = await errorOf(clientOf(env, "elsewhere").jobs.create({ body: BODY }));
      equal(
        message.includes(env.isBrowser ? "a place that the browser does not tell" : "redirected to /login/r0"),
        true,
      );
    },
  },
  {
    name: "pages follow each other",
    async run(env) {
      const client = clientOf(env, "pages");
      const ids: string[] = [];
      for await (const { id } of client.jobs.each({ paginationLimit: 2 })) ids.push(id);
      equal(ids, ["job-0", "job-1", "job-2", "job-3", "job-4"]);
      equal((await received(client)).length, 3);
    },
  },
  {
    name: "a job is waited for",
    async run(env) {
      const shares: unknown[] = [];
      const { job, totals } = await clientOf(env, "job").jobs.wait("1", {
        interval: 1,
        onProgress: ({ share }) => shares.push(share),
      });
      equal([job.executionStatus, totals.numRowsPersisted, shares], ["completed", 5, [0.5]]);
    },
  },
  {
    name: "rows come line by line",
    async run(env) {
      const cities: string[] = [];
      for await (const { city } of clientOf(env, "lines").query.stream<{ city: string }>("SELECT 1")) cities.push(city);
      equal(cities, ["Sydney", "Köln"]);
    },
  },
  {
    name: "rows that break off are an error after those that came",
    async run(env) {
      const cities: string[] = [];
      const read = async (): Promise<void> => {
        for await (const { city } of clientOf(env, "cut").query.stream<{ city: string }>("SELECT 1")) cities.push(city);
      };
      const error = await errorOf(read());
      equal(
        [cities, error.message],
        [["Sydney"], "POST /v1/projects/p1/query/sql got no answer: it broke off after 1 rows"],
      );
    },
  },
  {
    name: "rows that stop coming end with the time of a call",
    async run(env) {
      const cities: string[] = [];
      const read = async (): Promise<void> => {
        const rows = clientOf(env, "stuck", { timeout: 100 }).query.stream<{ city: string }>("SELECT 1");
        for await (const { city } of rows) cities.push(city);
      };
      const error = await errorOf(read());
      equal([cities, error.message.includes("no answer within 100 ms")], [["Sydney"], true]);
    },
  },
  {
    name: "bytes are uploaded with their name and a progress",
    async run(env) {
      const sent: number[] = [];
      const data = new Uint8Array(200_000).fill(97);
      const answer = await clientOf(env, "upload").files.upload({
        name: 'a/"ü".json',
        data,
        onProgress: (progress) => sent.push(progress.sent),
      });
      equal([answer.name, answer.sizeBytes], ["a/%22ü%22.json", 200_000]);
      equal([sent[0], sent.at(-1), sent.length > 3], [0, 200_000, !env.isBrowser]);
    },
  },
  {
    name: "a stream is uploaded",
    async run(env) {
      const stream = new Blob(["city\n", "Sydney\n"]).stream();
      const totals: unknown[] = [];
      const { sizeBytes, ...rest } = await clientOf(env, "upload").files.upload({
        name: "koalas.csv",
        data: stream,
        onProgress: ({ total }) => totals.push(total),
      });
      equal(
        [sizeBytes, (rest as { content?: string }).content, totals[0]],
        [12, "city\nSydney\n", env.isBrowser ? 12 : null],
      );
    },
  },
  {
    name: "hooks see no key",
    async run(env) {
      const seen: unknown[] = [];
      const hooks = {
        onRequest: (event: unknown) => seen.push(event),
        onResponse: (event: unknown) => seen.push(event),
        onRetry: (event: unknown) => seen.push(event),
        onError: (event: unknown) => seen.push(event),
      };
      await errorOf(clientOf(env, "overloaded", { hooks, retry: { tries: 2, delay: 1 } }).jobs.list());
      const text = JSON.stringify(seen);
      equal(
        [seen.length, text.includes("[redacted]"), text.includes(KEY), text.includes(btoa(`${KEY}:`))],
        [6, true, false, false],
      );
    },
  },
];

/** The names of all checks. */
export const conformanceNames: readonly string[] = CHECKS.map(({ name }) => name);

/** Runs all checks against the fake service, one after the other. */
export async function runConformance(env: ConformanceEnv): Promise<readonly ConformanceResult[]> {
  const results: ConformanceResult[] = [];
  for (const { name, run } of CHECKS) {
    try {
      await run(env);
      results.push({ name });
    } catch (error) {
      const problem = error instanceof Error ? `${error.message} ${error.cause ?? ""}` : String(error);
      results.push({ name, problem });
    }
  }
  return results;
}
