import { createReadStream, createWriteStream, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { createGunzip } from "node:zlib";
import { ROOT } from "../paths.ts";
import type { RunningServer } from "./running-server.ts";

/** Fields of an event and the types that they are read as. */
export const FIELDS = { timestamp: "string", city: "string", session: "string", session_length: "long" } as const;

/** Writes Koalas events as `<rows>.json.gz` and `<rows>.json` into a folder, once. */
export async function writeEvents(folder: string, rows: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const compressed = join(folder, `${rows}.json.gz`);
  if (existsSync(join(folder, `${rows}.json`))) return;
  const makes: { makeData(file: string, options: { readonly count: number }): Promise<void> } = await import(
    pathToFileURL(join(ROOT, "apps/koalas/make-data.mjs")).href
  );
  await makes.makeData(compressed, { count: rows });
  await pipeline(createReadStream(compressed), createGunzip(), createWriteStream(join(folder, `${rows}.json`)));
}

/** Makes the connection that {@link runJob} reads by. */
export async function createConnection(server: RunningServer): Promise<void> {
  await server.call("/connections", {
    type: "s3",
    name: "bench",
    bucket: "bench",
    awsEndpoint: "s3.us-east-1.amazonaws.com",
    awsAssumedRoleArn: "arn:aws:iam::012345678901:role/bench",
  });
}

/** Posts the Koalas job over one object; its id. */
export async function postJob(server: RunningServer, object: string, table: string): Promise<string> {
  const job = await server.call("/jobs", {
    type: "batch",
    target: { type: "table", tableName: table },
    createTableIfNotExists: true,
    source: {
      type: "s3",
      connectionName: "bench",
      objects: [object],
      formatSettings: { format: "nd-json" },
      inputSchema: Object.entries(FIELDS).map(([name, dataType]) => ({ name, dataType })),
    },
    mappings: [
      { columnName: "__time", expression: 'TIME_PARSE("timestamp")' },
      { columnName: "city", expression: '"city"' },
      { columnName: "session", expression: '"session"' },
      { columnName: "max_session_length", expression: 'MAX("session_length")', isAggregation: true },
    ],
  });
  return String(Reflect.get(Object(job), "id"));
}

/** Waits until a job has completed. */
export async function waitForJob(server: RunningServer, id: string): Promise<void> {
  for (;;) {
    const { executionStatus } = Object(await server.call(`/jobs/${id}/status`));
    if (executionStatus === "completed") return;
    if (executionStatus !== "pending" && executionStatus !== "running") throw new Error(`the job ${executionStatus}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
